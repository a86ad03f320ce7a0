import DocumentChanges
import Testing

@Suite
struct PropertyTests {
    @Test(arguments: [
        (
            "properties: {}", "properties: {a: {}}",
            ["info new-optional-request-property", "info response-optional-property-added"]
        ),
        (
            "properties: {}", "required: [a], properties: {a: {}}",
            ["breaking new-required-request-property", "info response-required-property-added"]
        ),
        (
            "properties: {}", "required: [a], properties: {a: {default: 1}}",
            ["breaking new-required-request-property-with-default", "info response-required-property-added"]
        ),
        (
            "properties: {a: {}}", "properties: {}",
            ["warning request-property-removed", "warning response-optional-property-removed"]
        ),
        (
            "required: [a], properties: {a: {}}", "properties: {}",
            ["warning request-property-removed", "breaking response-required-property-removed"]
        ),
        (
            "properties: {a: {}}", "required: [a], properties: {a: {}}",
            ["breaking request-property-became-required", "info response-property-became-required"]
        ),
        (
            "required: [a], properties: {a: {}}", "properties: {a: {}}",
            ["info request-property-became-optional", "breaking response-property-became-optional"]
        ),
        (
            "properties: {a: {readOnly: true}}", "required: [a], properties: {a: {readOnly: true}}",
            ["info response-property-became-required"]
        ),
        (
            "required: [a], properties: {a: {writeOnly: true}}", "properties: {a: {writeOnly: true}}",
            ["info request-property-became-optional", "info response-write-only-property-became-optional"]
        ),
        (
            "properties: {a: {}}", "properties: {a: {readOnly: true}}",
            ["info request-optional-property-became-read-only", "info response-optional-property-became-read-only"]
        ),
        (
            "required: [a], properties: {a: {writeOnly: true}}", "required: [a], properties: {a: {}}",
            [
                "info request-required-property-became-not-write-only",
                "warning response-required-property-became-not-write-only",
            ]
        ),
        (
            "properties: {a: {readOnly: true, maxLength: 9}}", "properties: {a: {readOnly: true, maxLength: 8}}",
            ["info request-read-only-property-max-length-decreased", "info response-property-max-length-decreased"]
        ),
        (
            "properties: {a: {}}", "properties: {a: {deprecated: true}}",
            ["info request-property-deprecated", "info response-property-deprecated"]
        ),
        (
            "properties: {a: {}}", "properties: {a: {deprecated: true, x-sunset: soon}}",
            [
                "breaking request-property-deprecated-sunset-invalid",
                "breaking response-property-deprecated-sunset-invalid",
            ]
        ),
        (
            "properties: {a: {}}", "properties: {a: {x-stability-level: beta}}",
            ["breaking request-property-stability-decreased", "breaking response-property-stability-decreased"]
        ),
        (
            "properties: {a: {x-extensible-enum: [x, y]}}", "properties: {a: {x-extensible-enum: [x]}}",
            [
                "breaking request-property-x-extensible-enum-value-removed",
                "info response-property-x-extensible-enum-value-removed",
            ]
        ),
    ])
    func isWeighedBySender(_ old: String, _ new: String, _ expected: [String]) throws {
        let found = try changes(message("{type: object, \(old)}"), message("{type: object, \(new)}"))
        #expect(verdicts(found) == expected.sorted())
    }

    @Test
    func namesWhoHasToAct() throws {
        let found = try changes(
            message("{type: object, required: [a], properties: {a: {}, b: {maxLength: 9}}}"),
            message("{type: object, properties: {a: {}, b: {maxLength: 10}}}"))
        let sides = Dictionary(found.map { ($0.id, $0.sides) }) { first, _ in first }
        #expect(sides["request-property-became-optional"] == [.servers])
        #expect(sides["response-property-became-optional"] == [.clients])
        #expect(sides["request-property-max-length-increased"] == [.servers])
        #expect(sides["response-property-max-length-increased"] == [.clients])
    }
}
