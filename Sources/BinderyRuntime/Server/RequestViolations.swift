/// A request that can be read but is not what the document demands: all that is wrong with it.
public struct RequestViolations: ResponseError, Sendable, Equatable, CustomStringConvertible {
    /// The violations. Their pointers begin with the part of the request: `/body`, `/query/limit`, `/path/id`,
    /// `/header/X-Trace`, `/cookie/session`.
    public let report: ValidationReport

    /// Makes an error.
    public init(_ report: ValidationReport) {
        self.report = report
    }

    /// The path to the first place in the body that is wrong, as ``RequestFault/jsonPath`` has it: `$.tags[3]`. For a
    /// missing member, the path to its object.
    public var jsonPath: String? {
        guard let violation = report.violations.first(where: { $0.pointer.hasPrefix("/body") }) else { return nil }
        var segments = violation.pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
        if violation.keyword == "required" { segments = segments.dropLast() }
        return segments.reduce(into: "$") { path, segment in
            let name = segment.replacing("~1", with: "/").replacing("~0", with: "~")
            let isIndex = !name.isEmpty && name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            path += isIndex ? "[\(name)]" : ".\(name)"
        }
    }

    /// 400 Bad Request.
    public var status: Int { 400 }
    /// What is wrong in general.
    public var title: String { "Invalid request" }

    /// The first violation, and how many more there are.
    public var detail: String {
        guard let first = report.violations.first else { return "the request is not valid" }
        let others = report.violations.count - 1
        if others == 0, report.isComplete { return first.description }
        let more = report.isComplete ? "\(others)" : "\(others) or more"
        return "\(first) (and \(more) other \(more == "1" ? "violation" : "violations"))"
    }

    /// What is wrong here, as one sentence without a full stop.
    public var description: String { detail }

    /// Adds the violations to a problem (RFC 9457 §3.2), as `errors`.
    func add(to problem: inout JSONObject) {
        problem["errors"] = .array(
            report.violations.map { violation in
                .object(
                    JSONObject([
                        .init(key: "pointer", value: .string(violation.pointer)),
                        .init(key: "keyword", value: .string(violation.keyword)),
                        .init(key: "detail", value: .string(violation.explanation)),
                    ]))
            })
        if !report.isComplete { problem["errors_complete"] = .bool(false) }
    }
}
