import BindingPlan
import Rendering
import Testing

@Suite
struct AccessLevelTests {
    @Test(arguments: [
        ("public struct Pet {", "package struct Pet {", "struct Pet {"),
        ("    public static var a: Self { b }", "    package static var a: Self { b }", "    static var a: Self { b }"),
        ("public import BinderyRuntime", "package import BinderyRuntime", "import BinderyRuntime"),
        ("internal import Other", "internal import Other", "import Other"),
        ("    @Indirect public var a: A", "    @Indirect package var a: A", "    @Indirect var a: A"),
        (
            #"@available(*, deprecated, message: "a ) \" public b") public func f()"#,
            #"@available(*, deprecated, message: "a ) \" public b") package func f()"#,
            #"@available(*, deprecated, message: "a ) \" public b") func f()"#
        ),
        ("@MainActor @objc(a) public var a", "@MainActor @objc(a) package var a", "@MainActor @objc(a) var a"),
        ("/// public struct", "/// public struct", "/// public struct"),
        (#"        "public struct","#, #"        "public struct","#, #"        "public struct","#),
        ("    publicName = 1", "    publicName = 1", "    publicName = 1"),
        ("    private static let a = 1", "    private static let a = 1", "    private static let a = 1"),
        ("@available(unbalanced public", "@available(unbalanced public", "@available(unbalanced public"),
        ("", "", ""),
    ])
    func lines(text: String, package: String, inside: String) {
        for ending in ["", "\n", "\npublic var z: Int\n"] {
            let file = RenderedFile(path: "a.swift", text: text + ending)
            #expect(file.at(.public).text == file.text)
            #expect(file.at(.package).text == package + ending.replacing("public", with: "package"))
            #expect(file.at(.internal).text == inside + ending.replacing("public ", with: ""))
            #expect(file.at(.internal).path == "a.swift")
        }
    }
}
