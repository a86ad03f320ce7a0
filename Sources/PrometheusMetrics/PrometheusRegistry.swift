public import Metrics
import Synchronization

/// A metrics backend that keeps every metric in memory and writes all of them as Prometheus's text format.
///
/// ```swift
/// let registry = PrometheusRegistry([
///     MetricFamily("http_requests_total", .counter, help: "The requests that were answered."),
/// ])
/// Counter(label: "http_requests_total", dimensions: [("status", "200")], factory: registry).increment()
/// print(registry.exposition())
/// ```
///
/// What is declared has a help text and, for a histogram, its bounds; what some library measures undeclared gets the kind
/// that it is made as. A family holds so many series at most: dimensions whose values come from outside cannot fill the
/// memory, what is beyond the limit is not counted.
public final class PrometheusRegistry: MetricsFactory {
    private struct State {
        var families: [String: MetricFamily] = [:]
        var series: [String: [SeriesLabels: Series]] = [:]
    }

    private let state: Mutex<State>
    private let seriesLimit: Int

    /// Makes a registry.
    /// - Parameters:
    ///   - families: the metrics that are known beforehand.
    ///   - seriesLimit: how many combinations of dimensions a metric may have.
    public init(_ families: [MetricFamily] = [], seriesLimit: Int = 2_000) {
        let known = Dictionary(families.map { ($0.name, $0) }) { first, _ in first }
        state = Mutex(State(families: known))
        self.seriesLimit = seriesLimit
    }

    /// All metrics, in the text format of Prometheus, version 0.0.4.
    public func exposition() -> String {
        let (families, series) = state.withLock { ($0.families, $0.series) }
        var text = ExpositionText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            guard let members = series[name], !members.isEmpty else { continue }
            text.begin(family)
            for (labels, series) in members.sorted(by: { $0.key < $1.key }) {
                series.write(labels, of: family, to: &text)
            }
        }
        return text.text
    }

    /// What ``exposition()`` is, as a value of `Content-Type`.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The series of these dimensions, made where there is none.
    private func series(_ label: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind) -> Series {
        let name = MetricFamily.validName(label)
        let labels = SeriesLabels(dimensions)
        return state.withLock { state in
            let family = state.families[name] ?? MetricFamily(name, kind, help: "")
            state.families[name] = family
            if let known = state.series[name]?[labels], known.kind == kind { return known }
            let made = Series(kind, bounds: family.bounds)
            // Where a metric is of another kind than was declared, or has too many series, its values go nowhere.
            guard family.kind == kind, state.series[name, default: [:]].count < seriesLimit else { return made }
            state.series[name, default: [:]][labels] = made
            return made
        }
    }

    /// A counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter)
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge)
    }

    /// A histogram, or a gauge where only the last value counts.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        series(label, dimensions, aggregate ? .histogram : .gauge)
    }

    /// A histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, .histogram)
    }

    /// Nothing: a counter goes on where it was when it is made again.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Nothing: a gauge keeps its value.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Nothing: a histogram goes on where it was when it is made again.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Nothing: a histogram goes on where it was when it is made again.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
