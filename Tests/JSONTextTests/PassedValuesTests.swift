import JSONText
import Testing

@Suite("Passing values that have been passed before")
struct PassedValuesTests {
    private let inner = #"{"text": ""# + String(repeating: "x", count: 80) + #"", "more": [[], {}, "]}"]}"#

    @Test("What was passed is not read again, wherever it stands", arguments: [0, 1, 100])
    func jump(_ siblings: Int) throws {
        let before = String(repeating: #"{"a": [1, 2]}, "#, count: siblings)
        let text = "[\(before)\(inner), \(inner)]"
        var passed = PassedValues()
        try JSONScanner.withScanner(over: Array(text.utf8)) { (scanner) throws(JSONSyntaxError) in
            try scanner.skipValue(noting: &passed)
            try scanner.end()
        }
        // The same text with nothing right in what was passed: only who jumps over it comes to its end.
        let hidden = text.replacing(inner, with: "{" + String(repeating: "?", count: inner.utf8.count - 1))
        try JSONScanner.withScanner(over: Array(hidden.utf8)) { (scanner) throws(JSONSyntaxError) in
            try scanner.beginArray()
            while try scanner.nextElement() { try scanner.skipValue(noting: &passed) }
            try scanner.end()
        }
        passed.drop(before: text.utf8.count)
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONScanner.withScanner(over: Array(hidden.utf8)) { (scanner) throws(JSONSyntaxError) in
                try scanner.skipValue(noting: &passed)
            }
        }
        #expect(error?.isMalformed == true)
    }

    @Test("A value ends at the same place, however it is passed", arguments: [1, 3, 10, 40, 200])
    func sameEnd(_ depth: Int) throws {
        var text = inner
        for level in 0..<depth { text = level % 3 == 0 ? "[1, \(text), {}]" : #"{"a": [], "b": \#(text), "c": "}"}"# }
        var passed = PassedValues()
        try JSONScanner.withScanner(over: Array(text.utf8)) { (scanner) throws(JSONSyntaxError) in
            // At every level all of the value is passed ahead before it is entered.
            for _ in 0..<depth {
                var plain = scanner
                var noting = scanner
                try plain.skipValue()
                try noting.skipValue(noting: &passed)
                #expect(noting.offset == plain.offset && noting.depth == plain.depth)
                if try scanner.peekKind() == .array {
                    try scanner.beginArray()
                    _ = try scanner.nextElement()
                    try scanner.skipValue(noting: &passed)
                    _ = try scanner.nextElement()
                } else {
                    try scanner.beginObject()
                    _ = try scanner.nextMember()
                    try scanner.skipValue(noting: &passed)
                    _ = try scanner.nextMember()
                }
            }
        }
    }

    @Test("A fault is found in what has not been passed")
    func fault() {
        var passed = PassedValues()
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONScanner.withScanner(over: Array("[\(inner), {\"a\": tru}]".utf8)) {
                (scanner) throws(JSONSyntaxError) in
                try scanner.skipValue(noting: &passed)
            }
        }
        #expect(error?.offset == inner.utf8.count + 12)
    }
}
