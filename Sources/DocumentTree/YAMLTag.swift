/// A tag as a document may write it in front of a node, resolved.
enum YAMLTag {
    /// A tag of YAML's core schema, whose values the tree has.
    enum Core: String {
        case string = "tag:yaml.org,2002:str"
        case integer = "tag:yaml.org,2002:int"
        case float = "tag:yaml.org,2002:float"
        case bool = "tag:yaml.org,2002:bool"
        case null = "tag:yaml.org,2002:null"
        case mapping = "tag:yaml.org,2002:map"
        case sequence = "tag:yaml.org,2002:seq"
        case merge = "tag:yaml.org,2002:merge"
    }

    case core(Core)
    /// Any other tag: only an application knows what it means.
    case application(String)

    /// Reads the tag that libyaml reports.
    /// - Returns: nil where there is none, or only `!`.
    init?(_ tag: UnsafePointer<UInt8>?) {
        guard let tag else { return nil }
        let name = String(cString: tag)
        if name == "!" { return nil }
        self = Core(rawValue: name).map(YAMLTag.core) ?? .application(name)
    }

    /// The diagnostic for a tag where only those of the core schema are allowed.
    static func unsupported(_ name: String, at location: SourceLocation) -> Diagnostic {
        .refusal(
            "unsupported-tag", "the tag \(Diagnostic.quoted(name)) is not supported", at: location,
            help: "remove the tag; !!str, !!int, !!float, !!bool, !!null, !!map and !!seq are understood"
        )
    }
}

extension YAMLTag.Core {
    /// The value of a scalar with this tag; nil where the text does not fit it.
    func value(of text: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        switch self {
        case .string: .string(YAMLScalar.string(text))
        case .integer: YAMLScalar.integer(text)
        case .float: YAMLScalar.decimal(text)
        case .bool: YAMLScalar.bool(text).map(Node.Value.bool)
        case .null: YAMLScalar.isNull(text) ? .null : nil
        case .merge: text.is("<<") ? .string("<<") : nil
        case .mapping, .sequence: nil
        }
    }

    /// The diagnostic for a node that is something else than this tag says.
    func mismatch(at location: SourceLocation) -> Diagnostic {
        .refusal(
            "tag-mismatch", "the value is not what its tag '\(rawValue)' says", at: location,
            help: "remove the tag or correct the value"
        )
    }
}
