/// How much of YAML a document may use.
public enum YAMLProfile: Sendable {
    /// What JSON can say too: tags of the core schema only, and keys that are texts. OpenAPI allows its documents no more
    /// (OpenAPI 3.1.1, "Format").
    case json
    /// All of YAML 1.2: tags that only an application understands (see ``Node/tag``), and keys of any kind (see
    /// ``Node/Member/keyNode``).
    case full
}
