public import DocumentTree

/// One difference between two documents, and what it means for programs that meet over the network.
public struct Change: Sendable {
    /// How much a change weighs for programs that were written for the old document.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        /// Nothing that worked stops working.
        case info
        /// Something may stop working.
        case warning
        /// Something that was right before is wrong now.
        case breaking

        /// Orders levels from info to breaking.
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .breaking: 2
            }
        }
    }

    /// Those who have to act: programs written for the old document that do not fit the new one as they are.
    public enum Side: String, Sendable, CaseIterable {
        /// Programs that send requests.
        case clients
        /// Programs that answer them.
        case servers
    }

    /// What a change belongs to.
    public enum Scope: Hashable, Sendable {
        /// The document as a whole.
        case document
        /// Something under `components`, such as `securitySchemes/basic`.
        case component(String)
        /// The operations that meet the change, in the order of the documents.
        case operations([OperationName])
    }

    /// A stable name of the kind of change, such as `request-property-became-required`.
    public var id: String
    /// How much it weighs.
    public var level: Level
    /// Who has to act.
    public var sides: [Side]
    /// What it belongs to.
    public var scope: Scope
    /// One sentence that says what changed and where.
    public var message: String
    /// The place in the old document; nil where it has none.
    public var old: SourceLocation?
    /// The place in the new document; nil where it has none.
    public var new: SourceLocation?

    /// The operations that meet the change; empty for one of the document or of a component.
    public var operations: [OperationName] {
        if case .operations(let names) = scope { names } else { [] }
    }
}

/// What names an operation: a method and the key of its path.
public struct OperationName: Hashable, Sendable, CustomStringConvertible {
    /// In upper case, such as `GET`; empty for all operations under the key.
    public var method: String
    /// The key under `paths` or `webhooks` as the new document has it; the old one's where the new one has none.
    public var path: String
    /// The name and the expression of a callback that is called on behalf of the operation.
    public var callback: String?

    /// Names an operation.
    public init(method: String, path: String, callback: String? = nil) {
        self.method = method
        self.path = path
        self.callback = callback
    }

    /// `GET /pets`.
    public var description: String {
        let name = method.isEmpty ? path : "\(method) \(path)"
        return callback.map { "\(name), callback \($0)" } ?? name
    }
}
