import BinderyRuntime
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct DateTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0.0),
        ("2020-01-01T00:00:00.000Z", 1_577_836_800),
        ("2020-01-01t00:00:00z", 1_577_836_800),
        ("2020-01-01 00:00:00Z", 1_577_836_800),
        ("2020-01-01T02:00:00+02:00", 1_577_836_800),
        ("2019-12-31T18:30:00-05:30", 1_577_836_800),
        ("2020-01-01T00:00:00.5Z", 1_577_836_800.5),
        ("2020-01-01T00:00:00.123456789123456789123Z", 1_577_836_800.123456789),
        ("2020-02-29T23:59:59Z", 1_583_020_799),
        ("1969-12-31T23:59:59.250Z", -0.75),
        ("2016-12-31T23:59:60Z", 1_483_228_800),
        ("0000-03-01T00:00:00Z", -62_162_035_200),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func reads(text: String, seconds: Double) throws {
        let date = try #require(RFC3339.date(from: text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-6)
    }

    @Test(arguments: [
        "", "2020-01-01", "2020-01-01T00:00:00", "2020-13-01T00:00:00Z", "2020-00-01T00:00:00Z", "2021-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z", "2020-04-31T00:00:00Z", "2020-01-00T00:00:00Z", "2020-01-01T24:00:00Z",
        "2020-01-01T00:60:00Z", "2020-01-01T00:00:61Z", "2020-01-01T00:00:00.Z", "2020-01-01T00:00:00.5",
        "2020-01-01T00:00:00+0200", "2020-01-01T00:00:00+24:00", "2020-01-01T00:00:00ZZ", "2020-01-01X00:00:00Z",
        "20200101T000000Z", "+020-01-01T00:00:00Z", "２020-01-01T00:00:00Z",
    ])
    func refuses(text: String) {
        #expect(RFC3339.date(from: text) == nil)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1_577_836_800.25, "2020-01-01T00:00:00.250Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"),
        (1_577_836_799.9996, "2020-01-01T00:00:00.000Z"),
        (1e300, "9999-12-31T23:59:59.999Z"),
        (-1e300, "0000-01-01T00:00:00.000Z"),
    ])
    func writes(seconds: Double, text: String) {
        #expect(RFC3339.string(from: Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func everyDayComesBack() {
        for day in stride(from: -719_528, to: 2_932_896, by: 97) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            #expect(RFC3339.date(from: RFC3339.string(from: date)) == date)
        }
    }
}
