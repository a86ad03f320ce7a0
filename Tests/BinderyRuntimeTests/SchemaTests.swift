import SeededRandom
import Testing

@testable import BinderyRuntime

@Suite("Schemas")
struct SchemaTests {
    /// What a schema says about a value: nothing, or the violations as `pointer keyword`.
    private func violations(_ schema: String, _ value: String, limit: Int = 100) throws -> [String] {
        let set = try SchemaSet(parsing: #"{"schemas":{"S":\#(schema)}}"#)
        let report = try #require(set["S"]).validate(text: Array(value.utf8), limit: limit)
        return report.violations.map { "\($0.pointer) \($0.keyword)" } + (report.isComplete ? [] : ["…"])
    }

    @Test(
        "Every keyword accepts and refuses",
        arguments: [
            ("true", ["1", "{}"], []), ("false", [], ["null"]), ("{}", ["[]"], []),
            (#""string""#, [#""a""#], ["1"]), (##"{"items":"#S"}"##, ["[[]]", "1"], []),
            (#"{"type":"string"}"#, [#""a""#], ["1", "null"]),
            (
                #"{"type":"integer"}"#, ["1", "1.0", "-1e3", "123456789012345678901234567890"],
                ["1.5", "1e-1", #""1""#]
            ),
            (#"{"type":["number","null"]}"#, ["1.5", "null"], ["true", "[]"]),
            (#"{"enum":["a",1,{"x":[1,2.0]},null]}"#, [#""a""#, "1.0", #"{"x":[1.0,2]}"#, "null"], [#""b""#, "true"]),
            (#"{"const":{"a":1,"b":2}}"#, [#"{"b":2,"a":1}"#], [#"{"a":1}"#, #"{"a":1,"b":2,"c":3}"#]),
            (#"{"minimum":1.1}"#, ["1.1", "2", #""0""#], ["1.0999999999999999999999", "-2"]),
            (#"{"maximum":-9007199254740993}"#, ["-9007199254740993", "-1e17"], ["-9007199254740992", "0"]),
            (#"{"exclusiveMinimum":0}"#, ["0.1"], ["0", "-0.0"]), (#"{"exclusiveMaximum":1e2}"#, ["99.9"], ["100"]),
            (#"{"multipleOf":0.01}"#, ["4.35", "0", "1e300", "-0.07"], ["4.355", "1e-3"]),
            (#"{"multipleOf":7}"#, ["7e0", "49", "1234567890123456789012345678900"], ["8", "7.5", "1e20"]),
            (#"{"minLength":2}"#, [#""éa""#, #""\ud83d\udc32a""#, "1"], [#""🐲""#, #""é""#]),
            (#"{"maxLength":1}"#, [#""🐲""#, #""\u00e9""#], [#""e\u0301""#]),
            (#"{"pattern":"^a+$"}"#, [#""aa""#, "1"], [#""ab""#, #""a\n""#]),
            (#"{"minItems":1,"maxItems":2}"#, ["[1]", "[1,2]", "{}"], ["[]", "[1,2,3]"]),
            (
                #"{"uniqueItems":true}"#, ["[1,true,\"1\",[1]]", "[0,false]"],
                ["[1,1.0]", #"[{"a":1,"b":2},{"b":2,"a":1}]"#]
            ),
            (#"{"uniqueItems":true}"#, [#"["é","e\u0301"]"#, #"[{"é":1},{"e\u0301":1}]"#], [#"["é","\u00e9"]"#]),
            (#"{"const":{"é":1}}"#, [#"{"\u00e9":1}"#], [#"{"e\u0301":1}"#]),
            (#"{"items":{"type":"integer"}}"#, ["[]", "[1]"], [#"[1,"a"]"#]),
            (#"{"prefixItems":[{"type":"string"}],"items":false}"#, [#"["a"]"#, "[]"], ["[1]", #"["a",1]"#]),
            (#"{"contains":{"const":1},"minContains":2,"maxContains":3}"#, ["[1,2,1]"], ["[1]", "[1,1,1,1]"]),
            (#"{"contains":{"const":1},"minContains":0}"#, ["[]"], []),
            (#"{"minProperties":1,"maxProperties":1}"#, [#"{"a":1}"#], ["{}", #"{"a":1,"b":2}"#]),
            (#"{"required":["a","b\u00e9"]}"#, [#"{"a":1,"b\u00e9":2}"#, #"{"bé":1,"a":null}"#, "1"], [#"{"a":1}"#]),
            (#"{"properties":{"a":{"type":"string"}}}"#, [#"{"a":"x","b":1}"#], [#"{"a":1}"#, #"{"\u0061":1}"#]),
            (#"{"properties":{"a":{}},"additionalProperties":false}"#, [#"{"a":1}"#], [#"{"b":1}"#]),
            (#"{"required":["a"],"additionalProperties":{"type":"string"}}"#, [#"{"a":"x"}"#], [#"{"a":1}"#]),
            (
                #"{"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":{"type":"integer"}}"#,
                [#"{"x-a":"b","c":1}"#], [#"{"x-a":1}"#, #"{"c":"b"}"#]
            ),
            (#"{"propertyNames":{"maxLength":2}}"#, [#"{"ab":1}"#], [#"{"abc":1}"#]),
            (#"{"dependentRequired":{"a":["b"]}}"#, [#"{"a":1,"b":1}"#, #"{"c":1}"#], [#"{"a":1}"#]),
            (#"{"dependentSchemas":{"a":{"minProperties":2}}}"#, [#"{"a":1,"b":1}"#, "{}"], [#"{"a":1}"#]),
            (#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, ["1.5"], ["0", "3"]),
            (#"{"anyOf":[{"type":"string"},{"minimum":2}]}"#, [#""a""#, "3"], ["1"]),
            (#"{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}"#, ["2", "3"], ["6", "1"]),
            (#"{"not":{"type":"string"}}"#, ["1"], [#""a""#]),
            (#"{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}"#, ["20", "4"], ["15", "7"]),
        ] as [(String, [String], [String])]
    )
    func keywords(_ schema: String, _ valid: [String], _ invalid: [String]) throws {
        for value in valid { #expect(try violations(schema, value) == [], "\(schema) \(value)") }
        for value in invalid { #expect(try violations(schema, value).count == 1, "\(schema) \(value)") }
    }

    @Test("All violations are told, with where they are")
    func places() throws {
        let schema = """
            {"type":"object","required":["id","a/b"],"additionalProperties":false,"properties":{
             "id":{"type":"string"},"a/b":{},"tags":{"maxItems":2,"items":{"minLength":2}},"size":{"minimum":1,"multipleOf":2}}}
            """
        let found = try violations(schema, #"{"tags":["a","bb","c"],"size":-1,"x~y":true}"#)
        #expect(
            found == [
                "/tags maxItems", "/tags/0 minLength", "/tags/2 minLength", "/size minimum", "/size multipleOf",
                "/x~0y additionalProperties", "/id required", "/a~1b required",
            ])
        #expect(try violations(schema, #"{"tags":["a","bb","c"],"size":-1}"#, limit: 2).count == 3)
    }

    @Test("Violations tell what was expected and what was found")
    func texts() throws {
        let set = try SchemaSet(
            parsing:
                #"{"schemas":{"S":{"properties":{"a":{"enum":["x","y"]},"b":{"maximum":1e-3},"c":{"type":["string","null"]}}}}}"#
        )
        let report = try #require(set["S"]).validate(text: Array(#"{"a":"z","b":2.50,"c":[1]}"#.utf8))
        #expect(
            report.violations.map(\.description) == [
                #"/a: expected one of "x", "y", found "z""#, "/b: expected a number of at most 0.001, found 2.50",
                "/c: expected a string or null, found an array",
            ])
    }

    @Test("References lead to schemas, also back to their own")
    func recursion() throws {
        let set = try SchemaSet(
            parsing: """
                {"schemas":{"Tree":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},
                "children":{"type":"array","items":{"$ref":"Tree"}}}}}}
                """)
        let tree = try #require(set["Tree"])
        let report = try tree.validate(
            text: Array(#"{"name":"a","children":[{"name":"b","children":[{"name":1}]}]}"#.utf8))
        #expect(report.violations.map(\.pointer) == ["/children/0/children/0/name"])
        let deep = String(repeating: #"{"name":"a","children":["#, count: 240) + String(repeating: "]}", count: 240)
        let violations = try tree.validate(text: Array(deep.utf8)).violations
        #expect(Set(violations.map(\.keyword)) == ["depth"])
    }

    @Test("The violations of an alternative are told where only one can be meant")
    func alternatives() throws {
        let set = try SchemaSet(
            parsing: """
                {"schemas":{"Cat":{"required":["kind"],"properties":{"kind":{"const":"cat"},"lives":{"maximum":9}}},
                "Dog":{"required":["kind"],"properties":{"kind":{"const":"dog"},"tricks":{"minItems":1}}},
                "Pet":{"oneOf":[{"$ref":"Cat"},{"$ref":"Dog"}]},
                "Chosen":{"discriminator":{"propertyName":"kind","mapping":{"c":"Lazy","d":"Dog"},"closed":true}},
                "Lazy":{"properties":{"lives":{"minimum":1}}},
                "Base":{"type":"object","discriminator":{"propertyName":"kind","mapping":{"sub":"Sub","7":"Sub"}}},
                "Either":{"anyOf":[{"allOf":[{"$ref":"Sub"},{"required":["never"]}]},{"$ref":"Base"}]},
                "Sub":{"allOf":[{"$ref":"Base"},{"required":["more"]}]}}}
                """)
        func violations(_ name: String, _ text: String) throws -> [String] {
            try #require(set[name]).validate(text: Array(text.utf8)).violations.map { "\($0.pointer) \($0.keyword)" }
        }
        #expect(try violations("Pet", #"{"kind":"cat","lives":10}"#) == ["/lives maximum"])
        #expect(try violations("Pet", #"{"kind":"cow"}"#) == [" oneOf"])
        #expect(try violations("Chosen", #"{"kind":"c","lives":0}"#) == ["/lives minimum"])
        #expect(try violations("Chosen", #"{"kind":"x"}"#) == ["/kind discriminator"])
        #expect(try violations("Chosen", "{}") == ["/kind required"])
        #expect(try violations("Base", #"{"kind":"sub"}"#) == ["/more required"])
        #expect(try violations("Base", #"{"kind":"other"}"#) == [])
        #expect(try violations("Base", #"{"kind":"sub","kind":"other"}"#) == ["/more required"])
        #expect(try violations("Base", #"{"kind":7}"#) == ["/more required"])
        #expect(try violations("Either", #"{"kind":"sub"}"#) == [" anyOf"])
        #expect(try violations("Sub", #"{"kind":"sub","more":1}"#) == [])
    }

    @Test("A value made to be tried again and again is refused in time", .timeLimit(.minutes(10)))
    func ambiguity() throws {
        let set = try SchemaSet(
            parsing: """
                {"schemas":{"N":{"oneOf":[{"properties":{"c":{"$ref":"N"}},"maxProperties":1},
                {"properties":{"c":{"$ref":"N"}},"minProperties":1},{"type":"integer","multipleOf":2}]},
                "Not":{"not":{"$ref":"Deep"}},"Deep":{"properties":{"c":{"$ref":"Deep"}},"additionalProperties":false}}}
                """)
        let text = String(repeating: #"{"c":"#, count: 100) + "1" + String(repeating: "}", count: 100)
        #expect(!(try #require(set["N"]).validate(text: Array(text.utf8)).isValid))
        let deep = String(repeating: #"{"c":"#, count: 450) + "1" + String(repeating: "}", count: 450)
        // What cannot be checked is not taken for valid, although `not` turns the verdict around.
        #expect(try #require(set["Not"]).validate(text: Array(deep.utf8)).violations.map(\.keyword) == ["depth"])
    }

    @Test("Texts that are canonically equivalent are told apart in time", .timeLimit(.minutes(10)))
    func equivalence() throws {
        let texts = (0..<1 << 13).map { number in
            "\"" + (0..<13).map { number >> $0 & 1 == 1 ? "\u{E9}" : "e\u{301}" }.joined() + "\""
        }
        #expect(try violations(#"{"uniqueItems":true}"#, "[\(texts.joined(separator: ","))]") == [])
    }

    @Test("Models are validated as they would be written")
    func models() throws {
        let set = try SchemaSet(parsing: #"{"schemas":{"Thing":{"properties":{"id":{"minLength":3}}}}}"#)
        let report = try #require(set["Thing"]).validate(Thing(id: "ab", tags: []))
        #expect(report.violations.map(\.pointer) == ["/id"])
        #expect(set["Other"] == nil)
    }

    @Test(
        "What is no schema is refused",
        arguments: [
            #"{"type":"text"}"#, #"{"$ref":"Other"}"#, #"{"pattern":"("}"#, #"{"multipleOf":0}"#, #"{"minLength":-1}"#,
            "1", #""text""#, ##""#Other""##, #"{"properties":[]}"#, #"{"minimum":"1"}"#,
        ])
    func noSchema(_ schema: String) {
        #expect(throws: SchemaError.self) { try SchemaSet(parsing: #"{"schemas":{"S":\#(schema)}}"#) }
    }

    @Test("Whatever the text is, it is valid, violates, or is no JSON")
    func anything() throws {
        let set = try SchemaSet(
            parsing: """
                {"schemas":{"S":{"oneOf":[{"$ref":"S"},{"type":"object","required":["a"],"propertyNames":{"pattern":"^[a-c]"},
                "additionalProperties":{"$ref":"S"}},{"type":"array","uniqueItems":true,"contains":{"type":"number"}},
                {"type":["number","string"],"multipleOf":0.1,"maxLength":2}]}}}
                """)
        let schema = try #require(set["S"])
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            #""a":"#, #""b""#, "{", "}", "[", "]", ",", "1", "0.1", "1e999", "-", "null", "true", #""\u00""#, #""é\n""#,
            "\u{FEFF}",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            _ = try? schema.validate(text: Array(text.utf8))
        }
    }
}
