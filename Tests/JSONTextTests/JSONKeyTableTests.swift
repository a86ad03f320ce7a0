import JSONText
import Testing

@Suite("Keys found in a table")
struct JSONKeyTableTests {
    private let keys = [
        "", "id", "name", "12345678", "123456789", "a_longer_key_of_24_bytes", "a_longer_key_of_24_bytex", "é",
    ]

    @Test("Each key is found, whatever the hint")
    func found() throws {
        let table = JSONKeyTable(keys)
        #expect(table.lookup.count == keys.count)
        for (index, key) in keys.enumerated() {
            for hint in [-1, 0, index, keys.count, .max] {
                #expect(try look(up: "\"\(key)\"", in: table, hint) == index, "\(key), \(hint)")
            }
        }
    }

    @Test("A key written with escapes is found all the same")
    func escaped() throws {
        let table = JSONKeyTable(keys)
        #expect(try look(up: #""n\u0061me""#, in: table, 0) == 2)
        #expect(try look(up: #""\u00e9""#, in: table, 7) == 7)
        #expect(try look(up: #""a_longer_key_of_24_byte\u0078""#, in: table, 5) == 6)
    }

    @Test(
        "Other keys are unknown",
        arguments: ["i", "ids", "nam\0", "1234567", "12345679", "a_longer_key_of_24_bytey", "e\\u0301"])
    func unknown(_ key: String) throws {
        #expect(
            try look(up: "\"\(key)\"", in: JSONKeyTable(keys), 1, skipping: key.contains("\0")) == JSONKeyTable.unknown)
    }

    @Test("An empty table knows nothing")
    func empty() throws {
        #expect(try look(up: #""id""#, in: JSONKeyTable([]), 0) == JSONKeyTable.unknown)
    }

    @Test("An object is read in the order in which it comes")
    func object() throws {
        let table = JSONKeyTable(["id", "name"])
        try scan(#"{"other":[{"id":3}],"name":"x" , "id":7}"#) { (scanner) throws(JSONSyntaxError) in
            try scanner.beginObject()
            var seen: [Int] = []
            var hint = 0
            while let index = try scanner.nextKey(in: table.lookup, expecting: hint) {
                seen.append(index)
                hint = index + 1
                if index == JSONKeyTable.unknown { #expect(scanner.lastKey() == "other") }
                try scanner.skipValue()
            }
            try scanner.end()
            #expect(seen == [JSONKeyTable.unknown, 1, 0])
        }
    }

    private func look(
        up literal: String, in table: JSONKeyTable, _ hint: Int, skipping: Bool = false
    ) throws(JSONSyntaxError) -> Int? {
        let literal = skipping ? literal.replacing("\0", with: "\\u0000") : literal
        return try scan("{\(literal):0}") { (scanner) throws(JSONSyntaxError) in
            try scanner.beginObject()
            return try scanner.nextKey(in: table.lookup, expecting: hint)
        }
    }
}
