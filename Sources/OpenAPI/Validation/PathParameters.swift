import DocumentTree

/// Every variable of a path is a parameter of each of its operations, and the reverse (OpenAPI 3.0.3 §4.7.12.2).
enum PathParameters {
    static func check(_ paths: [PathItem], log: inout DiagnosticLog) {
        for item in paths {
            let template = PathTemplate(item.key)
            checkRepetition(template, item, log: &log)
            for operation in item.operations {
                check(operation, template, item, log: &log)
            }
        }
    }

    private static func check(
        _ operation: Operation,
        _ template: PathTemplate,
        _ item: PathItem,
        log: inout DiagnosticLog
    ) {
        let parameters = operation.parameters.filter { $0.location == .path }
        let names = parameters.map(\.name)
        var reported: Set<String> = []
        let path = PathTemplate(String(item.key.prefix { $0 != "?" && $0 != "#" }))
        // `?type={type}` is as often meant to name a query parameter.
        let queryNames = operation.parameters.filter { $0.location == .query }.map(\.name)
        let undeclared = template.variables.filter { variable in
            !names.contains(variable) && (path.variables.contains(variable) || !queryNames.contains(variable))
        }
        for variable in undeclared where reported.insert(variable).inserted {
            let near = Spelling.closest(to: variable, among: names.filter { !template.variables.contains($0) })
            log.warning(
                "undeclared-path-parameter",
                "'\(operation.method.escapedForMessage) \(item.key.escapedForMessage)' has no parameter for '{\(variable.escapedForMessage)}'; a string is taken for it",
                at: operation.location,
                help: near.map { "did you mean '\($0)'?" }
                    ?? "add a parameter '\(variable.escapedForMessage)' with 'in: path'"
            )
        }
        for parameter in parameters where !template.variables.contains(parameter.name) {
            log.warning(
                "unused-path-parameter",
                "the path '\(item.key.escapedForMessage)' does not have '{\(parameter.name.escapedForMessage)}'; the parameter is never sent",
                at: parameter.sourceLocation
            )
        }
    }

    /// Each variable may appear once (OpenAPI 3.1.1 §4.8.8.2 says so; in 3.0 its meaning would be open).
    private static func checkRepetition(_ template: PathTemplate, _ item: PathItem, log: inout DiagnosticLog) {
        var seen: Set<String> = []
        for variable in template.variables where !seen.insert(variable).inserted {
            log.error(
                "path-key",
                "the path '\(item.key.escapedForMessage)' has '{\(variable.escapedForMessage)}' more than once",
                at: item.keyLocation
            )
        }
    }
}
