/// How a parameter's value becomes text (OpenAPI 3.0.3 §4.7.12.3; examples: OpenAPI 3.1.1, "Style Examples").
public enum ParameterStyle: Sendable, Equatable, CaseIterable {
    /// `;color=blue,black`: path.
    case matrix
    /// `.blue,black`: path.
    case label
    /// `blue,black`: path and header.
    case simple
    /// `color=blue,black`: query and cookie.
    case form
    /// `color=blue%20black`: query.
    case spaceDelimited
    /// `color=blue%7Cblack`: query.
    case pipeDelimited
    /// `color%5BR%5D=100`: query, objects only.
    case deepObject

    /// What `explode` is where the document does not say: true for form only. `deepObject` has only one form.
    public var explodesByDefault: Bool { self == .form }
}

extension ParameterStyle {
    /// The text of a value in this style, for a query without `?` or `&` in front.
    /// - Parameters:
    ///   - content: the value.
    ///   - name: the name of the parameter.
    ///   - explode: whether elements and members are parameters of their own.
    ///   - escape: what is percent-encoded.
    /// - Returns: nil for a list or object without elements, which no style can express: such a parameter is left out.
    func text(
        of content: ParameterContent, name: String, explode: Bool, escape: PercentEncoding.Escape
    ) -> String? {
        let name = PercentEncoding.encode(name, escape == .none ? .none : .strict)
        switch content {
        case .scalar(let text):
            return scalar(PercentEncoding.encode(text, escape), name: name)
        case .list(let texts):
            guard !texts.isEmpty else { return nil }
            return list(texts.map { PercentEncoding.encode($0, escape) }, name: name, explode: explode)
        case .map(let members):
            guard !members.isEmpty else { return nil }
            let pairs = members.map {
                (PercentEncoding.encode($0.name, escape), PercentEncoding.encode($0.value, escape))
            }
            return map(pairs, name: name, explode: explode)
        }
    }

    private func scalar(_ text: String, name: String) -> String {
        switch self {
        case .matrix: text.isEmpty ? ";\(name)" : ";\(name)=\(text)"
        case .label: ".\(text)"
        case .simple: text
        case .form, .spaceDelimited, .pipeDelimited, .deepObject: "\(name)=\(text)"
        }
    }

    private func list(_ texts: [String], name: String, explode: Bool) -> String {
        switch self {
        case .matrix:
            explode
                ? texts.map { scalar($0, name: name) }.joined() : ";\(name)=\(texts.joined(separator: ","))"
        case .label: "." + texts.joined(separator: explode ? "." : ",")
        case .simple: texts.joined(separator: ",")
        case .form, .spaceDelimited, .pipeDelimited, .deepObject:
            explode || self == .deepObject
                ? texts.map { "\(name)=\($0)" }.joined(separator: "&") : "\(name)=\(texts.joined(separator: delimiter))"
        }
    }

    private func map(_ pairs: [(name: String, value: String)], name: String, explode: Bool) -> String {
        let flat = pairs.flatMap { [$0.name, $0.value] }
        let exploded = pairs.map { "\($0.name)=\($0.value)" }
        return switch self {
        case .matrix:
            explode ? exploded.map { ";\($0)" }.joined() : ";\(name)=\(flat.joined(separator: ","))"
        case .label: "." + (explode ? exploded.joined(separator: ".") : flat.joined(separator: ","))
        case .simple: (explode ? exploded : flat).joined(separator: ",")
        case .form, .spaceDelimited, .pipeDelimited:
            explode ? exploded.joined(separator: "&") : "\(name)=\(flat.joined(separator: delimiter))"
        case .deepObject: pairs.map { "\(name)%5B\($0.name)%5D=\($0.value)" }.joined(separator: "&")
        }
    }

    /// What stands between elements that are not exploded, already percent-encoded.
    private var delimiter: String {
        switch self {
        case .spaceDelimited: "%20"
        case .pipeDelimited: "%7C"
        default: ","
        }
    }
}
