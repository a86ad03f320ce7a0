/// Takes an OVA apart while its bytes come: a `tar` archive of plain files, the descriptor first (DSP0243 §5.3).
///
/// Nothing but one header is kept, whatever the archive's size. Members that lead anywhere else, such as links, devices
/// and names with a path, are faults, and so is an archive that ends early.
package struct OVAReader: Sendable {
    package enum Event: Equatable, Sendable {
        case begin(name: String, size: Int64)
        case data(ArraySlice<UInt8>)
        case end
    }

    fileprivate enum State {
        /// Collects the header of a member.
        case header
        /// Collects an extended header of this kind.
        case extended(TarHeader.Kind, left: Int64)
        /// Passes a member's bytes on.
        case data(left: Int64)
        /// Passes over what fills the last block, towards the next header.
        case padding(left: Int64)
        /// Behind the end: zeros only.
        case ended
    }

    /// More members are refused.
    package static let memberLimit = OVFDescriptor.fileLimit
    private static let extendedLimit: Int64 = 64 << 10

    private var state = State.header
    private var offset: Int64 = 0
    /// Bytes of a header, or of an extended one.
    private var collected: [UInt8] = []
    private var names: Set<String> = []
    private var nextName: String?
    private var nextSize: Int64?
    private var memberSize: Int64 = 0
    /// How long the archive is, where it is known.
    private let length: Int64?

    package init(length: Int64? = nil) {
        self.length = length
    }

    /// Takes the next bytes, and tells what is in them.
    package mutating func read(_ bytes: ArraySlice<UInt8>, _ event: (Event) throws -> Void) throws {
        var rest = bytes
        while !rest.isEmpty {
            let before = rest.count
            switch state {
            case .header:
                let wanted = TarHeader.length - collected.count
                collected += rest.prefix(wanted)
                rest = rest.dropFirst(wanted)
                offset += Int64(before - rest.count)
                if collected.count == TarHeader.length { try readHeader(event) }
            case .extended(let kind, let left):
                let part = rest.prefix(Int(left))
                collected += part
                rest = rest.dropFirst(part.count)
                offset += Int64(part.count)
                state = .extended(kind, left: left - Int64(part.count))
                if left == Int64(part.count) { try readExtended(kind) }
            case .data(let left):
                let part = rest.prefix(left > Int64(Int.max) ? Int.max : Int(left))
                try event(.data(part))
                rest = rest.dropFirst(part.count)
                offset += Int64(part.count)
                state = .data(left: left - Int64(part.count))
                if left == Int64(part.count) { try endMember(event) }
            case .padding(let left):
                rest = rest.dropFirst(Int(left))
                let count = Int64(before - rest.count)
                offset += count
                state = left == count ? .header : .padding(left: left - count)
            case .ended:
                rest = rest.drop { $0 == 0 }
                offset += Int64(before - rest.count)
                guard rest.isEmpty else {
                    throw FormatFault("Something follows the end of the archive.", .byte(offset))
                }
            }
        }
    }

    /// Says that no more bytes come.
    /// - Throws: where the archive is not whole.
    package func finish() throws(FormatFault) {
        guard case .ended = state else {
            throw FormatFault("The archive ends early: the blocks that mark its end are missing.", .byte(offset))
        }
        guard !names.isEmpty else { throw FormatFault("The archive is empty.") }
    }

    private mutating func readHeader(_ event: (Event) throws -> Void) throws {
        let start = offset - Int64(TarHeader.length)
        let header = try TarHeader(collected, at: start)
        collected = []
        guard let header else {
            state = .ended
            return
        }
        switch header.kind {
        case .file:
            try begin(header, start, event)
        case .extended, .global, .longName:
            guard header.size > 0, header.size <= Self.extendedLimit else {
                throw FormatFault("An extended header has at most \(Self.extendedLimit) bytes.", .byte(start))
            }
            state = .extended(header.kind, left: header.size)
        case .other(let type):
            throw FormatFault(
                "\(FormatFault.shown(header.name)) is of the type \(FormatFault.shown(String(UnicodeScalar(type)))), "
                    + "not a plain file.", .byte(start))
        }
    }

    private mutating func readExtended(_ kind: TarHeader.Kind) throws(FormatFault) {
        let start = offset - Int64(collected.count)
        if kind == .longName {
            guard let name = TarHeader.text(collected[...]) else {
                throw FormatFault("The name is not UTF-8.", .byte(start))
            }
            nextName = name
        } else {
            let records = try PaxRecords(collected, at: start)
            guard !records.isSparse, kind == .extended || (records.path == nil && records.size == nil) else {
                throw FormatFault("The member is not a plain file.", .byte(start))
            }
            nextName = records.path ?? nextName
            nextSize = records.size ?? nextSize
        }
        state = .after(Int64(collected.count))
        collected = []
    }

    private mutating func begin(
        _ header: TarHeader, _ start: Int64, _ event: (Event) throws -> Void
    ) throws {
        let (name, size) = (nextName ?? header.name, nextSize ?? header.size)
        (nextName, nextSize) = (nil, nil)
        let place = FormatFault.Place.byte(start)
        guard PackageName.isPlain(name) else {
            throw FormatFault("\(FormatFault.shown(name)) is not the plain name of a file.", place)
        }
        guard !names.isEmpty || OVFPart(name: name) == .descriptor else {
            throw FormatFault("The first file is \(FormatFault.shown(name)), not the OVF descriptor.", place)
        }
        guard OVFPart(name: name) != .archive else {
            throw FormatFault("\(FormatFault.shown(name)) is an archive in an archive.", place)
        }
        guard names.count < Self.memberLimit else {
            throw FormatFault("An archive has at most \(Self.memberLimit) files.", place)
        }
        guard names.insert(name).inserted else {
            throw FormatFault("There is a second file \(FormatFault.shown(name)).", place)
        }
        guard size <= (length ?? .max) - offset else {
            throw FormatFault("\(FormatFault.shown(name)) is said to be larger than the archive.", place)
        }
        try event(.begin(name: name, size: size))
        memberSize = size
        state = .data(left: size)
        if size == 0 { try endMember(event) }
    }

    private mutating func endMember(_ event: (Event) throws -> Void) throws {
        try event(.end)
        state = .after(memberSize)
    }
}

extension OVAReader.State {
    /// What comes after so many bytes: members fill whole blocks.
    static func after(_ size: Int64) -> Self {
        let rest = size % Int64(TarHeader.length)
        return rest == 0 ? .header : .padding(left: Int64(TarHeader.length) - rest)
    }
}
