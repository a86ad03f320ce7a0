import HTTPTypes

extension RequestWriter {
    /// Makes sure that the finished request is what its operation's schemas demand, by reading it as the server does.
    /// - Throws: ``RequestEncodingError/invalid(_:)`` with all that is wrong.
    func validate(_ request: HTTPRequest, _ body: BodyStream?) throws(RequestEncodingError) {
        guard let schema else { return }
        let target = request.path ?? ""
        let query = target.firstIndex(of: "?").map { target[target.index(after: $0)...] } ?? ""
        let values = pathValues.map { (name: $0.key, value: Substring($0.value)) }
        let context = RequestContext(
            request, RequestTarget(of: request), route, "", nil, QueryString(query), values)
        let reader = RequestReader(context: context, body: body ?? BodyStream())
        var report: ValidationReport
        do throws(RequestFault) {
            report = try schema.validate(reader)
        } catch {
            report = .refusal("request", expected: "what a server can read", found: error.description)
        }
        report.append(bodyReport)
        if !report.isValid { throw .invalid(report) }
    }
}
