import Testing

@testable import ContentLibrary

/// A session on which complete was called while PULL files were on their way: the machine.
@Suite struct CompletingMachineTests {
    static let content = UpdateSessionMachineTests.content

    /// Everything is READY, but for `pulled` by the upload `p`.
    static func facts(_ status: FileTransferStatus = .validating, completing: Bool = true) -> UpdateSessionFacts {
        UpdateSessionFacts(
            id: "s", isCompleting: completing,
            files: [
                .init(name: "ready", source: .push, status: .ready),
                .init(name: "pulled", source: .pull, status: status, upload: status == .waitingForTransfer ? nil : "p"),
            ], itemFiles: ["kept"])
    }

    static let arrived = UpdateSessionEvent.uploadFinished(name: "pulled", upload: "p", content: content)

    static func run(_ event: UpdateSessionEvent, _ facts: UpdateSessionFacts) throws(LibraryError)
        -> UpdateSessionOutcome
    {
        try UpdateSessionMachine.run(event, in: .active, facts: facts)
    }

    @Test(arguments: FileTransferStatus.unfinished) func completeWaits(_ status: FileTransferStatus) throws {
        let outcome = try Self.run(.complete, Self.facts(status, completing: false))
        #expect(outcome == UpdateSessionOutcome(.active, [.awaitPulls, .extendLifetime]))
    }

    @Test func completeNeedsWhatTheClientSends() {
        var facts = Self.facts(completing: false)
        facts.files.append(.init(name: "missing", source: .push, status: .waitingForTransfer))
        #expect(UpdateSessionMachineTests.cell(.complete, .active, facts) == .refused(.notAllowedInCurrentState))
    }

    /// What has arrived is inspected before the session completes.
    @Test func theLastFileDoesNotCompleteByItself() throws {
        #expect(
            try Self.run(Self.arrived, Self.facts())
                == UpdateSessionOutcome(
                    .active, [.keepContent(name: "pulled", content: Self.content), .extendLifetime]))
    }

    @Test func completesOnceAllArrived() throws {
        let committed = UpdateSessionOutcome(.done, [.commitFiles, .releaseContent, .startRetention])
        #expect(try Self.run(.pullsArrived, Self.facts(.ready)) == committed)
        #expect(try Self.run(.complete, Self.facts(.ready)) == committed)
        let unchanged = UpdateSessionOutcome(.active)
        #expect(try Self.run(.pullsArrived, Self.facts()) == unchanged)
        #expect(try Self.run(.pullsArrived, Self.facts(.ready, completing: false)) == unchanged)
        var facts = Self.facts(.ready)
        facts.files.append(.init(name: "other", source: .pull, status: .waitingForTransfer))
        #expect(try Self.run(.pullsArrived, facts) == unchanged)
    }

    /// Nobody is there to be told; the session says it.
    @Test func whatIsWrongWithTheContentFailsIt() throws {
        let wrongs: [(inout UpdateSessionFacts) -> Void] = [
            { $0.warnings = [.expiredCertificate] }, { $0.missing = ["disk.vmdk"] }, { $0.invalid = ["pulled"] },
        ]
        for wrong in wrongs {
            var facts = Self.facts(.ready)
            wrong(&facts)
            let outcome = try Self.run(.pullsArrived, facts)
            #expect(outcome.state == .error && outcome.refusal == nil && !outcome.effects.contains(.commitFiles))
            #expect(outcome.effects.contains { if case .recordError = $0 { true } else { false } })
        }
    }

    /// What is on its way may be what the content lacks.
    @Test func whatTheContentLacksMayBeOnItsWay() throws {
        var facts = Self.facts(completing: false)
        facts.missing = ["pulled"]
        #expect(try Self.run(.complete, facts) == UpdateSessionOutcome(.active, [.awaitPulls, .extendLifetime]))
    }

    /// Every event, while it completes.
    @Test func theTable() {
        let over = UpdateSessionMachineTests.Cell.refused(.notAllowedInCurrentState)
        let rows: [(UpdateSessionEvent, UpdateSessionMachineTests.Cell)] = [
            (.create(warningBehavior: []), .refused(.resourceBusy)),
            (.update(warningBehavior: []), over),
            (.keepAlive(progress: 5), .to(.active)),
            (.complete, .to(.active)),
            (.cancel, .to(.canceled)),
            (.fail(message: "no"), .to(.error)),
            (.delete, over),
            (.addFile(.init(name: "new", source: .push)), over),
            (.addFile(.init(name: "kept", source: .none)), over),
            (.removeFile(name: "ready"), over),
            (.validate, .to(.active)),
            (.uploadStarted(name: "ready", upload: "v"), over),
            (.pullStarted(name: "other", upload: "v"), .to(.active)),
            (.uploadProgressed(name: "pulled", upload: "p"), .to(.active)),
            (.uploadArrived(name: "other", upload: "?"), over),
            (Self.arrived, .to(.active)),
            (.archiveUnpacked(name: "pulled", upload: "p", size: 1, files: []), .to(.active)),
            (.previewed(.preparing), .to(.active)),
            (.pullsArrived, .to(.active)),
            (.uploadFailed(name: "pulled", upload: "p", reason: .init("x", "404")), .to(.error)),
            (.connectionDropped(name: "pulled", upload: "p"), .to(.active)),
            (.expire, .to(nil)),
        ]
        var facts = Self.facts()
        facts.files.append(.init(name: "other", source: .pull, status: .waitingForTransfer))
        for (event, cell) in rows {
            #expect(UpdateSessionMachineTests.cell(event, .active, facts) == cell, "\(event.kind)")
        }
        #expect(Set(rows.map(\.0.kind)) == Set(UpdateSessionEvent.Kind.allCases))
    }
}
