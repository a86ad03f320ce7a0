import Foundation
import Testing

@testable import BinderyRuntime

/// The folder of test data beside the repository, on the machines that have it.
private let suites = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus/suites")

/// Two tables of how parameters are written: that of OpenAPI 3.1.1, and the tests of RFC 6570, from which the styles come.
@Suite("Suites of parameter styles", .enabled(if: FileManager.default.fileExists(atPath: suites.path)))
struct StyleSuiteTests {
    @Test("Every row of OpenAPI's table of styles")
    func styleExamples() throws {
        let rows = try #require(try read("style-examples.json").object?["rows"]?.array)
        var checked = 0
        for row in rows {
            let row = try #require(row.object)
            // Nothing is expected where the table says "n/a".
            guard let expected = row["expected"]?.string else { continue }
            let name = try #require(row["style"]?.string)
            let style = try #require(ParameterStyle.allCases.first { "\($0)" == name })
            let content = try ParameterModel.content(of: try #require(row["value"]))
            let parameter = Written(name: "color", style: style, explode: row["explode"] == .bool(true))
            let text = parameter.text(of: content) ?? ""
            #expect((parameter.isInQuery ? "?" : "") + text == expected)
            #expect(parameter.content(of: text, like: content) == content, "\(text)")
            checked += 1
        }
        #expect(checked == 37)
    }

    @Test(
        "What a style can express of RFC 6570",
        arguments: [
            ("spec-examples.json", 23), ("spec-examples-by-section.json", 47), ("extended-tests.json", 20),
        ]
    )
    func templates(file: String, count: Int) throws {
        var checked = 0
        for section in try #require(try read("uritemplate-test/\(file)").object).members {
            let section = try #require(section.value.object)
            let variables = try #require(section["variables"]?.object)
            for test in section["testcases"]?.array ?? [] {
                guard let template = test.array?.first?.string, let expressions = Self.expressions(of: template) else {
                    continue
                }
                let expected = test.array?.last
                let text = try expressions.map { try $0.expanded(variables) }.joined()
                #expect(expected == .string(text) || expected?.array?.contains(.string(text)) == true, "\(template)")
                checked += 1
            }
        }
        #expect(checked == count)
    }

    private func read(_ name: String) throws -> JSONValue {
        try JSONValue.decode(from: Array(try Data(contentsOf: suites.appending(path: name))))
    }

    /// The parts of a template; nil where one has no equal among the styles.
    private static func expressions(of template: String) -> [Expression]? {
        var found: [Expression] = []
        for part in template.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            let ends = part.split(separator: "}", omittingEmptySubsequences: false)
            guard ends.count == 2, let expression = Expression(ends[0], literal: ends[1]) else { return nil }
            found.append(expression)
        }
        let literal = template.prefix { $0 != "{" }
        guard !found.isEmpty, literal.isEmpty || literal.first == "/" else { return nil }
        found[0].prefix = String(literal)
        return found
    }
}

/// A parameter in the way that client and server treat it.
private struct Written {
    var name: String
    var style: ParameterStyle
    var explode: Bool

    var isInQuery: Bool {
        switch style {
        case .matrix, .label, .simple: false
        default: true
        }
    }

    func text(of content: ParameterContent) -> String? {
        style.text(of: content, name: name, explode: explode, escape: .strict)
    }

    func content(of text: String, like content: ParameterContent) -> ParameterContent? {
        let shape: ParameterShape =
            switch content {
            case .scalar: .scalar
            case .list: .list
            case .map: .map
            }
        guard isInQuery else {
            return style.content(of: text[...], name: name, shape: shape, explode: explode, isEncoded: true)
        }
        return QueryString(text).content(of: name, shape: shape, style: style, explode: explode) ?? nil
    }
}

/// `{operator name* , …}` and the text that follows it.
private struct Expression {
    var prefix = ""
    private let operation: Character?
    private let variables: [Written]
    private let literal: String

    init?(_ text: Substring, literal: Substring) {
        let operation = text.first.flatMap { ".;?&".contains($0) ? $0 : nil }
        let names = text.dropFirst(operation == nil ? 0 : 1).split(separator: ",")
        // A simple expression of several variables is no path segment of OpenAPI.
        guard operation != nil || names.count == 1 else { return nil }
        let style: ParameterStyle =
            switch operation {
            case ".": .label
            case ";": .matrix
            case nil: .simple
            default: .form
            }
        var variables: [Written] = []
        for name in names {
            let explode = name.hasSuffix("*")
            guard !name.contains(":"), let first = name.first, first.isLetter,
                let decoded = PercentEncoding.decode(explode ? name.dropLast() : name)
            else { return nil }
            variables.append(Written(name: decoded, style: style, explode: explode))
        }
        self.operation = operation
        self.variables = variables
        self.literal = String(literal)
    }

    /// The expansion; every value must be read back from its own text.
    func expanded(_ values: JSONObject) throws -> String {
        var texts: [String] = []
        for variable in variables {
            let key = values.members.first { PercentEncoding.decode($0.key) == variable.name }
            guard let value = key?.value, value != .null else { continue }
            let content = try ParameterModel.content(of: value)
            guard let text = variable.text(of: content) else { continue }
            #expect(variable.content(of: text, like: content) == content, "\(text)")
            texts.append(text)
        }
        guard !texts.isEmpty else { return prefix + literal }
        return switch operation {
        case "?": prefix + "?" + texts.joined(separator: "&") + literal
        case "&": prefix + "&" + texts.joined(separator: "&") + literal
        default: prefix + texts.joined() + literal
        }
    }
}
