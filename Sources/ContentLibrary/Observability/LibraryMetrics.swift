import Metrics
public import PrometheusMetrics

/// What the library counts. The names and dimensions are an interface: dashboards and alerts are made of them.
struct LibraryMetrics: Sendable {
    /// Which way the bytes of a transfer went.
    enum Direction: String {
        case upload, download, pull
    }

    let factory: any MetricsFactory
    private let requestsInFlight: Meter
    private let uploadsInFlight: Meter
    private let uploadedBytes: Counter
    private let downloadedBytes: Counter
    private let authenticationFailures: Counter

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        requestsInFlight = Meter(label: "content_library_http_requests_in_flight", factory: factory)
        uploadsInFlight = Meter(label: "content_library_uploads_in_flight", factory: factory)
        uploadedBytes = Counter(label: "content_library_uploaded_bytes_total", factory: factory)
        downloadedBytes = Counter(label: "content_library_downloaded_bytes_total", factory: factory)
        authenticationFailures = Counter(label: "content_library_authentication_failures_total", factory: factory)
    }

    /// - Parameter operation: the operation's identifier, or the route of what the document does not describe.
    func answered(_ operation: String, method: String, status: Int, nanoseconds: Int64) {
        Counter(
            label: "content_library_http_requests_total",
            dimensions: [("operation", operation), ("method", method), ("status", String(status))], factory: factory
        ).increment()
        Timer(
            label: "content_library_http_request_duration_seconds", dimensions: [("operation", operation)],
            factory: factory
        ).recordNanoseconds(nanoseconds)
    }

    func requestBegan() { requestsInFlight.increment() }
    func requestEnded() { requestsInFlight.decrement() }
    func uploadBegan() { uploadsInFlight.increment() }
    func uploadEnded() { uploadsInFlight.decrement() }

    func authenticationFailed() { authenticationFailures.increment() }

    func uploaded(_ bytes: Int64) { uploadedBytes.increment(by: bytes) }
    func downloaded(_ bytes: Int64) { downloadedBytes.increment(by: bytes) }

    /// A transfer that came to its end.
    func transferred(_ direction: Direction) { transfers(direction, "succeeded").increment() }

    /// A transfer that did not.
    func transferFailed(_ direction: Direction, _ error: any Error) {
        transfers(direction, "failed").increment()
        Counter(
            label: "content_library_transfer_failures_total",
            dimensions: [("direction", direction.rawValue), ("reason", TransferFailureReason(error).rawValue)],
            factory: factory
        ).increment()
    }

    func gauge(_ label: String, _ value: Int64, _ dimensions: [(String, String)] = []) {
        Meter(label: label, dimensions: dimensions, factory: factory).set(value)
    }

    private func transfers(_ direction: Direction, _ outcome: String) -> Counter {
        Counter(
            label: "content_library_transfers_total",
            dimensions: [("direction", direction.rawValue), ("outcome", outcome)], factory: factory)
    }
}

extension PrometheusRegistry {
    /// A registry for the metrics of a Content Library server; where `LibrarySettings.metrics` is one, the server has
    /// `/metrics`.
    public static func contentLibrary() -> PrometheusRegistry {
        PrometheusRegistry([
            MetricFamily("content_library_http_requests_total", .counter, help: "Requests that were answered."),
            MetricFamily(
                "content_library_http_request_duration_seconds", .histogram,
                help: "Seconds from a request's head to the end of its response."),
            MetricFamily("content_library_http_requests_in_flight", .gauge, help: "Requests that are being answered."),
            MetricFamily("content_library_transfers_total", .counter, help: "Transfers of files that have ended."),
            MetricFamily(
                "content_library_transfer_failures_total", .counter, help: "Transfers that failed, by what failed them."
            ),
            MetricFamily("content_library_uploads_in_flight", .gauge, help: "Uploads whose bytes are coming."),
            MetricFamily("content_library_uploaded_bytes_total", .counter, help: "Bytes of uploads that arrived."),
            MetricFamily("content_library_downloaded_bytes_total", .counter, help: "Bytes of files that were sent."),
            MetricFamily(
                "content_library_authentication_failures_total", .counter,
                help: "Requests whose password or session was refused."),
            MetricFamily("content_library_update_sessions", .gauge, help: "Update sessions, by state."),
            MetricFamily("content_library_download_sessions", .gauge, help: "Download sessions, by state."),
            MetricFamily("content_library_stored_objects", .gauge, help: "Files in the content folder."),
            MetricFamily("content_library_stored_bytes", .gauge, help: "Bytes of files in the content folder."),
            MetricFamily("content_library_libraries", .gauge, help: "Libraries."),
            MetricFamily("content_library_items", .gauge, help: "Library items."),
        ])
    }
}
