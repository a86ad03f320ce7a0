/// How far a file is from being downloadable (`downloadsession.File.PrepareStatus`).
enum PrepareStatus: String, Codable, CaseIterable, Sendable {
    case unprepared = "UNPREPARED"
    case prepareRequested = "PREPARE_REQUESTED"
    case preparing = "PREPARING"
    case prepared = "PREPARED"
    case error = "ERROR"
}

/// How a client wants to reach a file (`downloadsession.File.EndpointType`).
enum DownloadEndpointType: String, Codable, CaseIterable, Sendable {
    /// By a request to the server.
    case https = "HTTPS"
    /// In the storage backing itself.
    case direct = "DIRECT"
}

/// `UNPREPARED → PREPARE_REQUESTED → PREPARING → PREPARED | ERROR`.
enum PrepareMachine {
    enum Event: CaseIterable, Sendable {
        case requested, began, succeeded, failed
    }

    /// - Returns: the next status, or nil where the event cannot happen.
    static func next(_ status: PrepareStatus, on event: Event) -> PrepareStatus? {
        switch (status, event) {
        case (.unprepared, .requested), (.error, .requested): .prepareRequested
        case (.prepareRequested, .began): .preparing
        case (.prepareRequested, .succeeded), (.preparing, .succeeded): .prepared
        case (.prepareRequested, .failed), (.preparing, .failed): .error
        default: nil
        }
    }

    /// All the steps in one, for content that is already in a content folder: there is nothing to fetch, so nobody
    /// ever sees the steps between.
    static func prepared(from status: PrepareStatus) -> PrepareStatus {
        var status = status
        for event in [Event.requested, .began, .succeeded] {
            status = next(status, on: event) ?? status
        }
        return status
    }
}
