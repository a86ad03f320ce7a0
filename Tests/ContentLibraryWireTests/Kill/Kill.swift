import SeededRandom

@testable import ContentLibrary

/// When the server of a ``KillLoad`` dies.
enum Kill: CustomStringConvertible {
    /// By itself.
    case fault(FaultPoint, count: Int)
    /// From outside, when a backup beside it has died by itself.
    case backup(FaultPoint, count: Int)
    /// From outside, when so many completions were acknowledged since it began.
    case signal(after: Int)

    /// The fault of the server itself.
    var fault: String? {
        guard case .fault(let point, let count) = self else { return nil }
        return "\(point.rawValue):\(count)"
    }

    /// One that the load does not reach is killed from outside in the end.
    var completions: Int {
        if case .signal(let count) = self { count } else { 30 }
    }

    var description: String {
        switch self {
        case .fault(let point, let count), .backup(let point, let count): "\(point.rawValue):\(count)"
        case .signal(let count): "signal after \(count)"
        }
    }
}

/// Kills in random order: in each pack every fault point once, and some from outside.
struct KillDeck {
    static let size = FaultPoint.allCases.count + 10
    private var pack: [Kill] = []

    mutating func draw(_ random: inout SeededGenerator) -> Kill {
        if pack.isEmpty {
            pack = FaultPoint.allCases.map { Self.kill(at: $0, &random) }
            pack += (0..<10).map { _ in .signal(after: .random(in: 0...12, using: &random)) }
            pack.shuffle(using: &random)
        }
        return pack.removeLast()
    }

    private static func kill(at point: FaultPoint, _ random: inout SeededGenerator) -> Kill {
        if point.isOfBackup { return .backup(point, count: 1) }
        return .fault(point, count: .random(in: 1...(point.isOfPushing ? 25 : 4), using: &random))
    }
}
