internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    /// `custom: [{template: operations.mustache, output: Docs/Operations.md}]`, and with `for` a file for each of something.
    mutating func readCustomOutputs(_ member: Node.Member) -> [CustomOutput] {
        var taken: Set<String> = []
        return items(of: member).compactMap { item in
            guard let custom = readCustomOutput(item) else { return nil }
            if taken.insert(custom.output).inserted { return custom }
            invalid(
                "'\(custom.output.escapedForMessage)' is written by another custom output already", at: item.location)
            return nil
        }
    }

    private mutating func readCustomOutput(_ item: Node) -> CustomOutput? {
        let subject = "a custom output"
        guard let members = members(of: item, subject, known: ["template", "output", "for"]) else { return nil }
        let template = required("template", in: members, of: item, subject).flatMap { templatePath($0) }
        let scope: CustomOutput.Scope? = members["for"].map { choice($0) } ?? .document
        let output = required("output", in: members, of: item, subject)
        guard let template, let scope, let path = output.flatMap({ outputPath($0, scope) }) else { return nil }
        return CustomOutput(template: template, output: path, scope: scope, location: item.location)
    }

    private mutating func templatePath(_ member: Node.Member) -> String? {
        guard let path = path(member) else { return nil }
        if path.hasSuffix(".mustache") { return path }
        invalid("a template's file name ends with '.mustache'", at: member.value.location)
        return nil
    }

    /// The path with a `*` in the file's name where there is a file for each of something.
    private mutating func outputPath(_ member: Node.Member, _ scope: CustomOutput.Scope) -> String? {
        guard let path = path(member) else { return nil }
        let stars = path.utf8.count { $0 == UInt8(ascii: "*") }
        if scope == .document {
            guard stars > 0 else { return path }
            invalid(
                "the '*' in '\(path.escapedForMessage)' stands for nothing", at: member.value.location,
                help: "say with 'for' what to make a file of: 'tag', 'operation' or 'type'")
            return nil
        }
        if stars == 1, let name = path.split(separator: "/").last, name.contains("*"), name != "*" { return path }
        invalid(
            "the file's name must have one '*' and more than that", at: member.value.location,
            help: "it stands for the name of the \(scope.rawValue), since each has a file of its own")
        return nil
    }
}
