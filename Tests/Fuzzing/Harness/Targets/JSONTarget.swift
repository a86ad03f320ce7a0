import BinderyRuntime

extension FuzzTarget {
    /// JSON texts. What is read can be written, and is then read the same.
    static let json = FuzzTarget(
        "json",
        samples: [
            #"{"a":[1,-2.5e3,true,null,"\u00e4\ud83d\ude00\n"],"b":{"c":{}},"a":[[]]}"#, " [0.1e-7 , -0] ",
            #""\\\/\"\b""#, "12345678901234567890", "{\"\":\"ä🐲\"}",
        ].map { Array($0.utf8) },
        words: jsonWords + [#"\ud83d"#, #"\ude00"#, #"\u0000"#, #"\x"#, "-0", "1E+2", "0.0e-999", "9007199254740993"],
        seams: .characters(jsonSeams)
    ) { (bytes, _) throws(Violation) in
        guard let value = try? JSONValue.decode(from: bytes) else { return false }
        let written: [UInt8]
        do { written = try value.encoded() } catch { throw Violation("what was read cannot be written: \(error)") }
        // What is too near to zero for a number is written as a zero, and that is read as an integer.
        let again = try? JSONValue.decode(from: written)
        try require(again != nil, "what was written is not read")
        let third = again.flatMap { try? $0.encoded() }.flatMap { try? JSONValue.decode(from: $0) }
        try require(third == again, "what was written is not read the same")
        return true
    }

    static let jsonSeams = "{}[],:\""
    static let jsonWords = [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "{}", "[]", "\"a\":", "1e999", "-1e999",
    ]
}
