/// What a change does to the set of messages that a document allows.
enum Effect {
    /// Fewer messages are allowed.
    case narrows
    /// More messages are allowed.
    case widens
    /// Some that were allowed are not, and others are.
    case replaces
    /// The same messages are allowed.
    case annotates

    /// The effect where the schema says what is not allowed (JSON Schema 2020-12 core §10.2.1.4).
    var negated: Effect {
        switch self {
        case .narrows: .widens
        case .widens: .narrows
        case .replaces, .annotates: self
        }
    }
}

/// Which way a message goes.
enum Direction: String {
    /// From the client to the server.
    case request
    /// From the server to the client.
    case response

    var opposite: Direction { self == .request ? .response : .request }

    /// How much an effect weighs: a sender may send less than before, and a receiver may take more.
    func level(of effect: Effect) -> Change.Level {
        switch (self, effect) {
        case (.request, .narrows), (.response, .widens), (_, .replaces): .breaking
        case (.request, .widens), (.response, .narrows), (_, .annotates): .info
        }
    }

    /// Whose programs have to act: senders that may not send what they did, receivers that get what they did not.
    func sides(of effect: Effect) -> [Change.Side] {
        switch (self, effect) {
        case (.request, .narrows), (.response, .widens): [.clients]
        case (.request, .widens), (.response, .narrows): [.servers]
        case (_, .replaces): [.clients, .servers]
        case (_, .annotates): []
        }
    }
}
