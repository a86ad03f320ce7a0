import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

@Suite struct LoginThrottleTests {
    static let start = Date(timeIntervalSince1970: 0)

    /// How many seconds an attempt has to wait; nil for none.
    func wait(_ throttle: LoginThrottle, _ user: String, _ address: String?, after seconds: TimeInterval = 0) -> Int? {
        do throws(LibraryError) {
            try throttle.check(user: user, address: address, now: Self.start.addingTimeInterval(seconds))
            return nil
        } catch {
            return error.retryAfter
        }
    }

    func fail(_ throttle: LoginThrottle, _ user: String, _ address: String?, at seconds: TimeInterval = 0) {
        throttle.failed(user: user, address: address, now: Self.start.addingTimeInterval(seconds))
    }

    @Test func eachFurtherFailureDoublesTheWait() {
        let throttle = LoginThrottle(policy: .init(freeAttempts: 3, longestWait: 10))
        var waits: [Int?] = []
        for _ in 1...8 {
            fail(throttle, "anna", "1.2.3.4:5")
            waits.append(wait(throttle, "anna", "1.2.3.4:99"))
        }
        #expect(waits == [nil, nil, 1, 2, 4, 8, 10, 10])
        #expect(wait(throttle, "anna", "1.2.3.4:5", after: 4) == 6)
        #expect(wait(throttle, "anna", "1.2.3.4:5", after: 10) == nil)
    }

    /// Another user from the same address waits too, and nobody from another.
    @Test func anotherAddressIsNotKeptOut() {
        let throttle = LoginThrottle(policy: .init(freeAttempts: 1))
        for _ in 1...20 { fail(throttle, "anna", "1.2.3.4:5") }
        #expect(wait(throttle, "berta", "1.2.3.4:5") != nil)
        #expect(wait(throttle, "anna", "5.6.7.8:5") == nil)
        #expect(wait(throttle, "anna", nil) == nil)
        // Who takes part in the guessing waits for all of it.
        fail(throttle, "anna", "5.6.7.8:5")
        #expect(wait(throttle, "anna", "5.6.7.8:5") == 900)
        throttle.succeeded(user: "anna")
        #expect(wait(throttle, "anna", "5.6.7.8:5") == 1)
    }

    @Test func whatIsOldIsForgotten() {
        let throttle = LoginThrottle(policy: .init(freeAttempts: 1, memory: 100))
        for _ in 1...9 { fail(throttle, "anna", "1.2.3.4:5") }
        #expect(wait(throttle, "anna", "1.2.3.4:5", after: 99) != nil)
        #expect(wait(throttle, "anna", "1.2.3.4:5", after: 100) == nil)
        fail(throttle, "anna", "1.2.3.4:5", at: 100)
        #expect(wait(throttle, "anna", "1.2.3.4:5", after: 100) == 1)
    }

    /// A flood of names and addresses neither takes memory nor makes the worst forgotten.
    @Test func memoryIsBounded() {
        let throttle = LoginThrottle(policy: .init(capacity: 50))
        for _ in 1...9 { fail(throttle, "anna", "1.2.3.4:5") }
        for number in 0..<5000 { fail(throttle, "user\(number)", "10.0.\(number / 250).\(number % 250):1") }
        #expect(throttle.count <= 100)
        #expect(wait(throttle, "anna", "1.2.3.4:5") != nil)
    }

    @Test func addressesWithoutPorts() {
        #expect(LoginThrottle.network(of: "1.2.3.4:567") == "1.2.3.4")
        #expect(LoginThrottle.network(of: nil) == "")
        #expect(LoginThrottle.network(of: "/run/socket") == "/run/socket")
        let one = LoginThrottle.network(of: "[2001:db8::1]:80")
        #expect(one == LoginThrottle.network(of: "[2001:db8::2:0:1]:81") && one == "20010db800000000")
        #expect(one != LoginThrottle.network(of: "[2001:db8:0:1::1]:80"))
    }

    /// Through the router: 503 with `Retry-After`, for users that there are and that there are not.
    @Test func wrongPasswordsHaveToWait() async throws {
        let server = try await TestServer()
        func send(_ pair: String, from address: String) async throws -> ServerResponse {
            let head = HTTPRequest(
                method: .get, scheme: "https", authority: "x", path: "/api/content/library",
                headerFields: [.authorization: "Basic " + Data(pair.utf8).base64EncodedString()])
            return await server.router.respond(to: ServerRequest(head: head, remoteAddress: address))
        }
        for _ in 1...5 { #expect(try await send("anna:wrong", from: "1.1.1.1:1").status == 401) }
        for user in ["anna", "nobody"] {
            let refused = try await send("\(user):wrong", from: "1.1.1.1:2")
            #expect(refused.status == 503 && refused.head.headerFields[.retryAfter] == "1")
        }
        #expect(try await send("anna:secret", from: "2.2.2.2:1").status == 200)
        server.test.clock.advance(1)
        #expect(try await send("anna:secret", from: "1.1.1.1:3").status == 200)
        for _ in 1...5 { #expect(try await send("nobody:x", from: "3.3.3.3:1").status == 401) }
        #expect(try await send("nobody:x", from: "3.3.3.3:1").status == 503)
    }
}
