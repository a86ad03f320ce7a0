import DocumentTree

/// The variables of a server's URL are those that its `variables` describe (OpenAPI 3.0.3 §4.7.5.1).
enum ServerTemplate {
    static func check(_ server: Server, in context: ReadingContext) {
        let location = server.location
        let template = PathTemplate(server.url)
        let names = Set(server.variables.map(\.name))
        for name in template.variables where !names.contains(name) {
            context.log.error(
                "undeclared-server-variable",
                "the URL '\(server.url.escapedForMessage)' has '{\(name.escapedForMessage)}', which 'variables' does not describe",
                at: location,
                help: Spelling.closest(to: name, among: names.sorted()).map { "did you mean '{\($0)}'?" }
            )
        }
        for variable in server.variables where !template.variables.contains(variable.name) {
            context.log.warning(
                "unused-server-variable",
                "the URL '\(server.url.escapedForMessage)' does not have the variable '{\(variable.name.escapedForMessage)}'",
                at: location
            )
        }
    }
}
