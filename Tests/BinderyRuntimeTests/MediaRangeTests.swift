@testable import BinderyRuntime
import Testing

@Suite struct MediaRangeTests {
    @Test func theMostExactRangeCounts() {
        // RFC 9110 §12.5.1 has these.
        let accepted = AcceptedMediaTypes(
            "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5")
        #expect(accepted.quality(of: "text/plain;format=flowed") == 1)
        #expect(accepted.quality(of: "text/plain") == 0.7)
        #expect(accepted.quality(of: "text/html") == 0.3)
        #expect(accepted.quality(of: "image/jpeg") == 0.5)
        #expect(accepted.quality(of: "text/plain;format=fixed") == 0.4)
        #expect(accepted.quality(of: "text/html;level=3") == 0.3)
    }

    @Test func theBestIsPreferred() {
        let offered = ["application/json", "application/xml", "text/csv"]
        func preferred(_ field: String?) -> Int? {
            let accepted = AcceptedMediaTypes(field)
            return accepted.wantsAny(of: offered) ? accepted.ranked(offered)[0] : nil
        }
        #expect(preferred(nil) == 0)
        #expect(preferred("*/*") == 0)
        #expect(preferred("text/csv, application/xml") == 1, "the server's order decides between equals")
        #expect(preferred("application/json;q=0.5, TEXT/CSV") == 2)
        #expect(preferred("application/json;q=0, */*;q=0.1") == 1)
        #expect(preferred("image/png") == nil)
        #expect(preferred("text/csv;q=0") == nil)
        #expect(preferred("text/csv;q=2") == 2)
        #expect(preferred("text/csv;q=x") == nil)
        #expect(preferred("text/csv;q=0x1p0, application/xml;q=0.1") == 1)
        #expect(AcceptedMediaTypes("text/csv;q=nan").quality(of: "text/csv") == 0)
        #expect(preferred("") == 0, "a field without a range says nothing")
        #expect(AcceptedMediaTypes("image/png").wantsAny(of: ["image/*"]))
    }

    @Test func bodiesFindTheirFormat() {
        let known = ["application/json", "text/*", "text/csv; header=present", "application/vnd.a+json", "*/*"]
        #expect(known.index(ofContentType: nil) == 0)
        #expect(known.index(ofContentType: "Application/JSON; charset=utf-8") == 0)
        #expect(known.index(ofContentType: "text/csv; header=present") == 2)
        #expect(known.index(ofContentType: "text/csv") == 1)
        #expect(known.index(ofContentType: "application/vnd.a+json") == 3)
        #expect(known.index(ofContentType: "image/png") == 4)
        #expect(["text/csv", "application/json"].index(ofContentType: "application/problem+json") == 1)
        #expect(["text/csv", "application/json"].index(ofContentType: "image/png") == nil)
        #expect(["text/csv"].index(ofContentType: "nonsense") == nil)
    }
}
