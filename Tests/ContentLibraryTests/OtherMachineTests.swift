import Testing

@testable import ContentLibrary

@Suite struct FileTransferMachineTests {
    @Test func everyStatusAgainstEveryEvent() {
        let table: [FileTransferStatus: [FileTransferEvent: FileTransferStatus]] = [
            .waitingForTransfer: [.started: .transferring],
            .transferring: [
                .started: .transferring, .arrived: .validating, .refuted: .error, .dropped: .waitingForTransfer,
            ],
            .validating: [
                .started: .transferring, .verified: .ready, .refuted: .error, .dropped: .waitingForTransfer,
            ],
            .ready: [.started: .transferring],
            .error: [:],
        ]
        for status in FileTransferStatus.allCases {
            for event in FileTransferEvent.allCases {
                #expect(FileTransferMachine.next(status, on: event) == table[status]?[event], "\(status) \(event)")
            }
        }
    }
}

@Suite struct DownloadSessionMachineTests {
    static let facts = DownloadSessionFacts(
        id: "d", progress: 10,
        files: [
            "a": .init(status: .unprepared), "b": .init(status: .prepared),
            "away": .init(status: .unprepared, isHere: false),
        ])

    enum Cell: Equatable {
        case to(DownloadSessionState?)
        case refused(LibraryErrorKind)
    }

    typealias Row = (event: DownloadSessionEvent, absent: Cell, active: Cell, canceled: Cell, error: Cell)

    static let failure = LibraryMessage("test", "no")
    static let gone = Cell.refused(.notFound)
    static let over = Cell.refused(.notAllowedInCurrentState)
    static let wrong = Cell.refused(.invalidArgument)

    static let rows: [Row] = [
        (.create, .to(.active), .to(.active), .to(.active), .to(.active)),
        (.keepAlive(progress: nil), gone, .to(.active), over, over),
        (.keepAlive(progress: 20), gone, .to(.active), over, over),
        (.keepAlive(progress: 101), gone, wrong, over, over),
        (.cancel, gone, .to(.canceled), over, over),
        (.fail(message: "x"), gone, .to(.error), over, over),
        (.delete, gone, .to(nil), .to(nil), .to(nil)),
        (.prepareFile(name: "a"), gone, .to(.active), over, over),
        (.prepareFile(name: "b"), gone, .to(.active), over, over),
        (.prepareFile(name: "?"), gone, wrong, over, over),
        (.prepareFile(name: "away"), gone, .to(.active), over, over),
        (.preparationBegan(name: "away"), gone, .to(.active), over, over),
        (.preparationBegan(name: "?"), gone, wrong, over, over),
        (.preparationEnded(name: "away", failure: failure), gone, .to(.active), over, over),
        (.preparationEnded(name: "?", failure: failure), gone, wrong, over, over),
        (.readFile(name: "b"), gone, .to(.active), over, over),
        (.readFile(name: "a"), gone, over, over, over),
        (.readFile(name: "?"), gone, wrong, over, over),
        (.expire, gone, .to(nil), .to(nil), .to(nil)),
    ]

    static func cell(_ event: DownloadSessionEvent, _ state: DownloadSessionState?) -> Cell {
        do {
            return .to(try DownloadSessionMachine.run(event, in: state, facts: facts).state)
        } catch {
            return .refused(error.kind)
        }
    }

    @Test(arguments: rows.indices) func row(_ index: Int) {
        let row = Self.rows[index]
        #expect(Self.cell(row.event, nil) == row.absent)
        #expect(Self.cell(row.event, .active) == row.active)
        #expect(Self.cell(row.event, .canceled) == row.canceled)
        #expect(Self.cell(row.event, .error) == row.error)
    }

    @Test func everyEventHasARow() {
        #expect(Set(Self.rows.map(\.event.kind)) == Set(DownloadSessionEvent.Kind.allCases))
    }

    @Test func deletedInAnyState() throws {
        for state in DownloadSessionState.allCases {
            let outcome = try DownloadSessionMachine.run(.delete, in: state, facts: Self.facts)
            #expect(outcome == DownloadSessionOutcome(state: nil, effects: [.deleteSession]))
        }
    }

    @Test func preparation() {
        for status in PrepareStatus.allCases { #expect(PrepareMachine.prepared(from: status) == .prepared) }
        #expect(PrepareMachine.next(.preparing, on: .failed) == .error)
        #expect(PrepareMachine.next(.unprepared, on: .began) == nil)
        #expect(PrepareMachine.next(.prepared, on: .requested) == nil)
        #expect(PrepareMachine.next(.prepareRequested, on: .failed) == .error)
    }

    /// What is fetched goes through every status; what is here through none that anybody sees.
    @Test func preparationOfWhatIsNotHere() throws {
        func effects(
            _ event: DownloadSessionEvent, _ status: PrepareStatus, isHere: Bool
        ) throws -> [DownloadSessionEffect] {
            let facts = DownloadSessionFacts(files: ["f": .init(status: status, isHere: isHere)])
            return try DownloadSessionMachine.run(event, in: .active, facts: facts).effects
        }
        let ask = DownloadSessionEvent.prepareFile(name: "f")
        #expect(
            try effects(ask, .unprepared, isHere: true) == [.setPreparation(name: "f", .prepared), .extendLifetime])
        for status in [PrepareStatus.unprepared, .error] {
            #expect(
                try effects(ask, status, isHere: false) == [
                    .setPreparation(name: "f", .prepareRequested), .fetchContent, .extendLifetime,
                ])
        }
        // Asked for again, it is fetched once.
        for status in [PrepareStatus.prepareRequested, .preparing] {
            #expect(try effects(ask, status, isHere: false) == [.extendLifetime])
        }
        let began = DownloadSessionEvent.preparationBegan(name: "f")
        #expect(try effects(began, .prepareRequested, isHere: false) == [.setPreparation(name: "f", .preparing)])
        #expect(try effects(began, .prepared, isHere: true).isEmpty)
        let ended = DownloadSessionEvent.preparationEnded(name: "f", failure: Self.failure)
        #expect(
            try effects(ended, .preparing, isHere: true) == [.setPreparation(name: "f", .prepared), .extendLifetime])
        #expect(
            try effects(ended, .preparing, isHere: false) == [
                .setPreparation(name: "f", .error, Self.failure), .extendLifetime,
            ])
        #expect(try effects(ended, .prepared, isHere: true).isEmpty)
    }
}
