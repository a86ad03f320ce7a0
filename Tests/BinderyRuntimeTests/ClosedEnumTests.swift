import BinderyRuntime
import Testing

private enum Light: String, ClosedEnum {
    case on = "ON"
    case off = "OFF"
}

private enum Level: Int32, ClosedEnum {
    case low = -1
    case high = 1
}

@Suite
struct ClosedEnumTests {
    @Test
    func listedValues() throws {
        #expect(try [Light].decode(from: #"["ON", "OFF"]"#) == [.on, .off])
        #expect(try Level.decode(from: "-1") == .low)
        #expect(try String(decoding: [Light.off].encoded(), as: UTF8.self) == #"["OFF"]"#)
        #expect(Light(parameterText: "ON") == .on)
        #expect(Light.on.parameterText == "ON")
        #expect("\(Level.high)" == "1")
    }

    @Test
    func otherValues() {
        let error = #expect(throws: JSONDecodingError.self) { try [Light].decode(from: #"["ON", "DIM"]"#) }
        #expect(error?.description.contains("one of 'ON', 'OFF'") == true)
        #expect(error?.description.contains("the string \"DIM\"") == true)
        #expect(error?.offset == 7)
        #expect(throws: JSONDecodingError.self) { try Level.decode(from: "0") }
        #expect(throws: JSONDecodingError.self) { try Light.decode(from: "1") }
        #expect(Light(parameterText: "DIM") == nil)
        #expect(Level(parameterText: "x") == nil)
    }
}
