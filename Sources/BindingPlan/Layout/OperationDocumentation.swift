internal import OpenAPI

/// The end of a function's documentation, which says what goes in and what comes out; what the document says nothing about
/// that the code does not say itself is left away.
struct OperationDocumentation {
    let plan: OperationPlan

    /// The documentation of a function with these parameters.
    func text(_ members: [InputCode.Member]) -> [String] {
        Documentation.paragraphs(plan.documentation, parameters(members) + result + failures)
    }

    /// The documentation of a type that stands for the operation.
    var text: [String] { Documentation.paragraphs(plan.documentation, failures) }

    /// The parameters, each with the first paragraph of its documentation.
    private func parameters(_ members: [InputCode.Member]) -> [String] {
        let described = members.filter { $0.documentation.first?.isEmpty == false }
        guard let first = described.first else { return [] }
        if described.count == 1 { return item("- Parameter \(first.name): ", first.documentation) }
        return ["- Parameters:"] + described.flatMap { item("  - \($0.name): ", $0.documentation) }
    }

    /// What comes back, where there is one success.
    private var result: [String] {
        guard case .single(let response) = plan.output, response.payload != nil,
            !Self.isPlain(response.documentation, response.status)
        else { return [] }
        return item("- Returns: ", response.documentation)
    }

    /// What each status of a failure means to the operation, where that is more than the name of the status.
    private var failures: [String] {
        let described = plan.failures.filter { !Self.isPlain($0.documentation, $0.status) }
        guard !described.isEmpty else { return [] }
        let meanings = described.map { response in
            let description = response.documentation.joined(separator: "\n")
            let text = Documentation.firstSentence(description).joined(separator: " ")
            return "\(response.status.text): \(text.hasSuffix(".") ? text.dropLast() : text[...])"
        }
        return item("- Throws: ", Documentation.lines(meanings.joined(separator: "; ") + "."))
    }

    /// A list item of a text's first paragraph.
    private func item(_ marker: String, _ lines: [String]) -> [String] {
        let text = lines.prefix { !$0.isEmpty }
        return Documentation.lines(marker + text.joined(separator: " "))
    }

    /// Whether a description only repeats the name of the status, or says no more than that something went well.
    private static func isPlain(_ lines: [String], _ status: Response.Status) -> Bool {
        let letters = lines.joined().lowercased().filter(\.isLetter)
        return letters == status.caseName.lowercased() || plain.contains(letters)
    }

    private static let plain: Set<String> = [
        "", "ok", "success", "successful", "successfuloperation", "successfulresponse",
    ]
}
