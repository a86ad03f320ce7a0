import BinderyRuntime
import HTTPTypes
import Testing

@testable import ContentLibraryTransfers

@Suite struct TransferPartsTests {
    @Test(arguments: [
        (0, 0, 100), (0, 10, 0), (5, 10, 50), (10, 10, 100), (11, 10, 100), (5, -1, 100), (-5, 10, 0),
        (Int64.max, 1, 100), (Int64.max / 2, Int64.max, 50),
    ])
    func progressIsFromZeroToAHundred(moved: Int64, total: Int64, percent: Int) {
        #expect(TransferProgress(file: "a", moved: moved, total: total).percent == percent)
    }

    @Test func progressOfUnknownSizesIsUnknown() {
        #expect(TransferProgress(file: "a", moved: 1, total: nil).percent == nil)
    }

    /// Whatever the body is, the status is kept.
    @Test(arguments: [BodyStream([UInt8](repeating: 0x20, count: (1 << 20) + 1)), BodyStream("no JSON"), BodyStream()])
    func refusalsKeepTheirStatus(body: BodyStream) async {
        let refusal = await EndpointResponse(head: HTTPResponse(status: .serviceUnavailable), body: body).failure()
        #expect(refusal.status == 503)
        #expect(refusal.error == nil)
    }
}
