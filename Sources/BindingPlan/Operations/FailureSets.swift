internal import OpenAPI

/// Operations that document the same failures share one enum of them, which is called after what can happen:
/// `NotFoundFailure`, `BadRequestNotFoundFailure`, or by the statuses where that gets long. So the name of an enum says
/// what is in it, and does not depend on how many operations fail so. A failure with types that stand in its operation is
/// that operation's own.
enum FailureSets {
    /// The longest name that is made of the names of cases.
    private static let nameLimit = 48

    /// What two operations must have in common to share an enum.
    private struct Key: Hashable {
        struct Header: Hashable {
            let wireName: String, name: String, type: SwiftType, isRequired: Bool, shape: ParameterPlan.Shape
            let options: [String]
        }
        let statuses: [Response.Status], cases: [String], bodies: [ResponsePlan.Body?], headers: [[Header]]

        init(_ responses: [ResponsePlan]) {
            statuses = responses.map(\.status)
            cases = responses.map(\.caseName)
            bodies = responses.map(\.body)
            headers = responses.map { response in
                response.headers.map {
                    Header(
                        wireName: $0.wireName, name: $0.name, type: $0.type, isRequired: $0.isRequired,
                        shape: $0.shape, options: $0.options)
                }
            }
        }
    }

    /// Gives every operation the name of its failures.
    /// - Returns: the enums that stand beside the operations, in the order of their first operation.
    static func assign(in tags: inout [TagPlan], _ store: inout TypeStore) -> [FailurePlan] {
        var plans: [FailurePlan] = []
        var names: [Key: TypeName] = [:]
        // The first enum of each sequence of cases, which the names of others of the same cases differ from.
        var plain: [[String]: Int] = [:]
        for tag in tags.indices {
            for index in tags[tag].operations.indices {
                let operation = tags[tag].operations[index]
                guard !operation.failures.isEmpty else { continue }
                let name: TypeName
                if isOwn(operation) {
                    name = TypeName("Failure", in: operation.name)
                } else if let known = names[Key(operation.failures)] {
                    name = known
                } else {
                    let responses = operation.failures
                    let cases = responses.map(\.caseName)
                    let other = plain[cases].map { plans[$0].responses }
                    name = store.declare([self.name(of: responses, otherThan: other)], in: nil)
                    names[Key(responses)] = name
                    if other == nil { plain[cases] = plans.count }
                    plans.append(FailurePlan(name: name, responses: moved(responses, into: name)))
                }
                tags[tag].operations[index].failureName = name
                tags[tag].operations[index].failures = moved(operation.failures, into: name)
            }
        }
        return plans
    }

    /// Whether a failure holds a type that stands in the operation.
    private static func isOwn(_ operation: OperationPlan) -> Bool {
        var isOwn = false
        for response in operation.failures {
            for type in response.headers.map(\.type) + (response.body.map { [$0.type] } ?? []) {
                type.forEachName { if $0.path.hasPrefix(operation.name.path + ".") { isOwn = true } }
            }
        }
        return isOwn
    }

    /// The structs around body and header fields stand in the enum.
    private static func moved(_ responses: [ResponsePlan], into name: TypeName) -> [ResponsePlan] {
        responses.map { response in
            var response = response
            if response.payloadName != nil {
                response.payloadName = TypeName(Naming.upperCamel(response.caseName) + "Response", in: name)
            }
            return response
        }
    }

    private static func name(of responses: [ResponsePlan], otherThan other: [ResponsePlan]?) -> String {
        let names = responses.map { Naming.upperCamel($0.caseName) }.joined()
        let name =
            names.count <= nameLimit
            ? names + "Failure" : "Failure" + responses.map { $0.status.code }.joined(separator: "_")
        guard let other else { return name }
        if responses.allSatisfy({ $0.payload == nil }) { return name + "WithoutBodies" }
        var words: [String] = []
        for (response, other) in zip(responses, other) where response.body != other.body {
            var word = Naming.upperCamel(response.caseName) + "Body"
            response.body?.type.forEachName { word = Naming.upperCamel(String($0.simple)) }
            if response.body == nil { word = "No" + word }
            if !words.contains(word) { words.append(word) }
        }
        return words.isEmpty ? name : name + "With" + words.joined(separator: "And")
    }
}

extension Response.Status {
    /// The status in a name.
    fileprivate var code: String {
        switch self {
        case .code(let code): String(code)
        case .range(let number): "\(number)XX"
        case .default: "Default"
        }
    }
}
