import Testing

@testable import ContentLibrary

/// The whole table: every state, and no session, against every operation.
@Suite struct UpdateSessionMachineTests {
    /// What a cell of the table says.
    enum Cell: Equatable {
        case to(UpdateSessionState?)
        case refused(LibraryErrorKind)
    }

    typealias Row = (
        name: String, event: UpdateSessionEvent, absent: Cell, active: Cell, done: Cell, error: Cell, canceled: Cell
    )

    static let content = ReceivedContent(objectId: "o", size: 1, sha256: "", checksum: Checksum(known: .sha256, ""))
    static let gone = Cell.refused(.notFound)
    static let over = Cell.refused(.notAllowedInCurrentState)
    static let wrong = Cell.refused(.invalidArgument)

    /// The files: `ready` and `kept` are READY, `coming` is TRANSFERRING and `there` VALIDATING by the upload `u`; of those
    /// that the server fetches `waits` WAITs and `pulled` is TRANSFERRING by `p`.
    static let facts = UpdateSessionFacts(
        id: "s", progress: 10,
        files: [
            .init(name: "ready", source: .push, status: .ready),
            .init(name: "kept", source: .none, status: .ready),
            .init(name: "coming", source: .push, status: .transferring, upload: "u"),
            .init(name: "there", source: .push, status: .validating, upload: "u"),
            .init(name: "waits", source: .pull, status: .waitingForTransfer),
            .init(name: "pulled", source: .pull, status: .transferring, upload: "p"),
        ], itemFiles: ["kept"])

    static let complete: UpdateSessionFacts = {
        var complete = facts
        complete.files.removeLast(4)
        return complete
    }()

    static let rows: [Row] = [
        (
            "create", .create(warningBehavior: []), .to(.active), .refused(.resourceBusy), .to(.active), .to(.active),
            .to(.active)
        ),
        ("update", .update(warningBehavior: []), gone, .to(.active), over, over, over),
        ("update nothing", .update(warningBehavior: nil), gone, .to(.active), over, over, over),
        ("keepAlive", .keepAlive(progress: nil), gone, .to(.active), over, over, over),
        ("keepAlive 50", .keepAlive(progress: 50), gone, .to(.active), over, over, over),
        ("keepAlive 101", .keepAlive(progress: 101), gone, wrong, over, over, over),
        ("complete, bytes missing", .complete, gone, over, over, over, over),
        ("cancel", .cancel, gone, .to(.canceled), over, over, over),
        ("fail", .fail(message: "no"), gone, .to(.error), over, over, over),
        ("delete", .delete, gone, over, .to(nil), .to(nil), .to(nil)),
        ("addFile PUSH", .addFile(.init(name: "new", source: .push)), gone, .to(.active), over, over, over),
        ("addFile NONE", .addFile(.init(name: "kept", source: .none)), gone, .to(.active), over, over, over),
        ("addFile NONE new", .addFile(.init(name: "new", source: .none)), gone, wrong, over, over, over),
        ("addFile PULL", .addFile(.init(name: "new", source: .pull)), gone, .to(.active), over, over, over),
        ("removeFile", .removeFile(name: "ready"), gone, .to(.active), over, over, over),
        ("removeFile unknown", .removeFile(name: "?"), gone, wrong, over, over, over),
        ("validate", .validate, gone, .to(.active), over, over, over),
        ("uploadStarted", .uploadStarted(name: "ready", upload: "v"), gone, .to(.active), over, over, over),
        ("uploadStarted unknown", .uploadStarted(name: "?", upload: "v"), gone, wrong, over, over, over),
        ("uploadStarted pulled", .uploadStarted(name: "waits", upload: "v"), gone, over, over, over, over),
        ("pullStarted", .pullStarted(name: "waits", upload: "v"), gone, .to(.active), over, over, over),
        ("pullStarted again", .pullStarted(name: "pulled", upload: "v"), gone, over, over, over, over),
        ("pullStarted pushed", .pullStarted(name: "ready", upload: "v"), gone, over, over, over, over),
        ("pullStarted unknown", .pullStarted(name: "?", upload: "v"), gone, wrong, over, over, over),
        ("pulled progresses", .uploadProgressed(name: "pulled", upload: "p"), gone, .to(.active), over, over, over),
        ("pulled arrives", .uploadArrived(name: "pulled", upload: "p"), gone, .to(.active), over, over, over),
        ("pulled is dropped", .connectionDropped(name: "pulled", upload: "p"), gone, .to(.active), over, over, over),
        (
            "pulled fails", .uploadFailed(name: "pulled", upload: "p", reason: .init("x", "404")), gone, .to(.error),
            over, over, over
        ),
        ("uploadStarted kept", .uploadStarted(name: "kept", upload: "v"), gone, over, over, over, over),
        ("uploadProgressed", .uploadProgressed(name: "coming", upload: "u"), gone, .to(.active), over, over, over),
        ("uploadProgressed old", .uploadProgressed(name: "coming", upload: "t"), gone, over, over, over, over),
        ("uploadArrived", .uploadArrived(name: "coming", upload: "u"), gone, .to(.active), over, over, over),
        ("uploadArrived twice", .uploadArrived(name: "there", upload: "u"), gone, over, over, over, over),
        (
            "uploadFinished", .uploadFinished(name: "there", upload: "u", content: content), gone, .to(.active), over,
            over, over
        ),
        (
            "uploadFinished early", .uploadFinished(name: "coming", upload: "u", content: content), gone, over, over,
            over, over
        ),
        (
            "uploadFinished old", .uploadFinished(name: "there", upload: "t", content: content), gone, over, over, over,
            over
        ),
        (
            "uploadFailed", .uploadFailed(name: "there", upload: "u", reason: .init("x", "wrong")), gone, .to(.error),
            over, over, over
        ),
        (
            "archiveUnpacked", .archiveUnpacked(name: "there", upload: "u", size: 1, files: []), gone, .to(.active),
            over, over, over
        ),
        (
            "archiveUnpacked early", .archiveUnpacked(name: "coming", upload: "u", size: 1, files: []), gone, over,
            over, over, over
        ),
        ("previewed", .previewed(.preparing), gone, .to(.active), over, over, over),
        ("pullsArrived", .pullsArrived, gone, .to(.active), over, over, over),
        ("connectionDropped", .connectionDropped(name: "coming", upload: "u"), gone, .to(.active), over, over, over),
        ("expire", .expire, gone, .to(nil), .to(nil), .to(nil), .to(nil)),
    ]

    static func cell(_ event: UpdateSessionEvent, _ state: UpdateSessionState?, _ facts: UpdateSessionFacts) -> Cell {
        do {
            return .to(try UpdateSessionMachine.run(event, in: state, facts: facts).state)
        } catch {
            return .refused(error.kind)
        }
    }

    @Test(arguments: rows.indices) func row(_ index: Int) {
        let row = Self.rows[index]
        let cells: [(UpdateSessionState?, Cell)] = [
            (nil, row.absent), (.active, row.active), (.done, row.done), (.error, row.error), (.canceled, row.canceled),
        ]
        for (state, expected) in cells {
            #expect(
                Self.cell(row.event, state, Self.facts) == expected, "\(row.name) in \(state?.rawValue ?? "no session")"
            )
        }
    }

    @Test func everyEventHasARow() {
        #expect(Set(Self.rows.map(\.event.kind)) == Set(UpdateSessionEvent.Kind.allCases))
    }

    @Test func completeWithEveryByte() throws {
        let outcome = try UpdateSessionMachine.run(.complete, in: .active, facts: Self.complete)
        #expect(outcome == UpdateSessionOutcome(.done, [.commitFiles, .releaseContent, .startRetention]))
    }

    @Test func completeOfAnEmptySession() throws {
        #expect(try UpdateSessionMachine.run(.complete, in: .active, facts: UpdateSessionFacts()).state == .done)
    }

    @Test func completeNamesTheMissingFiles() {
        #expect {
            try UpdateSessionMachine.run(.complete, in: .active, facts: Self.facts)
        } throws: { error in
            (error as? LibraryError)?.messages.last?.description == "These files have not been received: coming, there."
        }
    }

    @Test func anUnignoredWarningFailsTheSession() throws {
        var facts = Self.complete
        facts.warnings = [.selfSignedCertificate]
        let outcome = try UpdateSessionMachine.run(.complete, in: .active, facts: facts)
        #expect(outcome.state == .error)
        #expect(outcome.refusal?.kind == .notAllowedInCurrentState)
        #expect(!outcome.effects.contains(.commitFiles))
        facts.warningBehavior = [WarningBehavior(type: .selfSignedCertificate, ignored: false)]
        #expect(try UpdateSessionMachine.run(.complete, in: .active, facts: facts).state == .error)
        facts.warningBehavior = [WarningBehavior(type: .selfSignedCertificate, ignored: true)]
        #expect(try UpdateSessionMachine.run(.complete, in: .active, facts: facts).state == .done)
    }

    @Test func whatTheContentLacksKeepsTheSessionActive() throws {
        var facts = Self.complete
        facts.missing = ["disk.vmdk"]
        #expect(Self.cell(.complete, .active, facts) == Self.over)
        facts.missing = []
        facts.invalid = ["ready"]
        facts.warnings = [.expiredCertificate]
        #expect(Self.cell(.complete, .active, facts) == Self.over)
        facts.invalid = []
        #expect(Self.cell(.complete, .active, facts) == .to(.error))
    }

    @Test func templatesOfMachinesHaveNoSessions() {
        let facts = UpdateSessionFacts(adapter: .vmTemplate)
        #expect(Self.cell(.create(warningBehavior: []), nil, facts) == .refused(.invalidElementType))
    }

    @Test func endsAbortTransfersAndGiveBytesUp() throws {
        for event in [UpdateSessionEvent.cancel, .fail(message: "x")] {
            let effects = try UpdateSessionMachine.run(event, in: .active, facts: Self.facts).effects
            #expect(effects.contains(.abortUpload("u")) && effects.contains(.abortUpload("p")))
            #expect(effects.contains(.releaseContent))
        }
    }

    @Test func progressOnlyGrows() throws {
        func effects(_ progress: Int64?) throws -> [UpdateSessionEffect] {
            try UpdateSessionMachine.run(.keepAlive(progress: progress), in: .active, facts: Self.facts).effects
        }
        #expect(try effects(nil) == [.extendLifetime])
        #expect(try effects(10) == [.extendLifetime])
        #expect(try effects(5) == [.extendLifetime])
        #expect(try effects(11) == [.setProgress(11), .extendLifetime])
        #expect(throws: LibraryError.self) { try effects(-1) }
    }

    @Test func aNewerUploadSupersedesTheOlder() throws {
        let outcome = try UpdateSessionMachine.run(
            .uploadStarted(name: "coming", upload: "v"), in: .active, facts: Self.facts)
        #expect(
            outcome.effects == [
                .abortUpload("u"), .setTransfer(name: "coming", status: .transferring, upload: "v"), .extendLifetime,
            ])
    }
}
