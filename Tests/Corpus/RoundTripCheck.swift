// Reads each value of a document with its type, writes it and reads it again. Made into a program with the `types` and
// the values that round-trips writes.
import BinderyRuntime
import Foundation

/// What went wrong with a value.
private struct Problem {
    let text: String
    /// Where reading failed, as a JSON Pointer; nil where it did not.
    var place: String?

    init(_ text: String) { self.text = text }

    init(notRead error: JSONDecodingError) {
        text = "is not read: \(error)"
        place = String(error.path.dropFirst()).replacing(/\['(.*?)'\]|\[(\d+)\]|\.([^.\[]+)/) { match in
            let name = match.1 ?? match.2 ?? match.3 ?? ""
            return "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
        }
    }

    /// The violation of the schema that reading failed for: it is where that failed, in it or around it.
    func cause(among violations: [String]) -> String? {
        guard let place else { return nil }
        return violations.first { violation in
            let pointer = violation.hasPrefix("/") ? String(violation.prefix { $0 != ":" }) : ""
            return "\(place)/".hasPrefix("\(pointer)/") || "\(pointer)/".hasPrefix("\(place)/")
        }
    }
}

/// - Parameter isWhole: whether the type knows all that is in the value.
private func problem<Value: JSONModel>(of json: String, as type: Value.Type, isWhole: Bool) -> Problem? {
    let first: [UInt8]
    do throws(JSONDecodingError) {
        let value = try Value.decode(from: json)
        guard let bytes = try? value.encoded() else { return Problem("is not written") }
        first = bytes
    } catch {
        return Problem(notRead: error)
    }
    do {
        let second = try Value.decode(from: first).encoded()
        guard first == second else { return Problem("changes when it is read again") }
    } catch {
        return Problem("is not read when it was written: \(error)")
    }
    guard let before = try? JSONValue.decode(from: json), let after = try? JSONValue.decode(from: first) else {
        return Problem("is no JSON when it was written")
    }
    return after.differs(from: before, at: "$", isWhole: isWhole).map { Problem("is written otherwise: \($0)") }
}

extension JSONValue {
    /// The place of the first value of `other` that is not here in the same way.
    /// - Parameter isWhole: whether every member has to be here; those that the schema does not describe need not.
    fileprivate func differs(from other: JSONValue, at path: String, isWhole: Bool) -> String? {
        switch (self, other) {
        case (_, .null): return nil
        case (.object(let own), .object(let others)):
            for member in others.members where member.value != .null {
                let path = "\(path).\(member.key)"
                guard let value = own[member.key] else {
                    if isWhole { return path }
                    continue
                }
                if let place = value.differs(from: member.value, at: path, isWhole: isWhole) { return place }
            }
            return nil
        case (.array(let own), .array(let others)):
            guard own.count == others.count else { return path }
            for (index, pair) in zip(own, others).enumerated() {
                let path = "\(path)[\(index)]"
                if let place = pair.0.differs(from: pair.1, at: path, isWhole: isWhole) { return place }
            }
            return nil
        case (.string(let own), .string(let others)): return own == others || isDate(own, others) ? nil : path
        default:
            return self == other || scalar != nil && scalar == other.scalar ? nil : path
        }
    }

    /// Whether two texts are one date: all are written in one form, with milliseconds.
    private func isDate(_ own: String, _ other: String) -> Bool {
        guard let own = RFC3339.date(from: own), let other = RFC3339.date(from: other) else { return false }
        return abs(own.timeIntervalSince(other)) < 0.001
    }

    /// The number, with no more digits than a `float` has.
    private var scalar: Float? {
        switch self {
        case .integer(let value): Float(value)
        case .number(let value): Float(value)
        default: nil
        }
    }
}

@main
struct RoundTripCheck {
    static func main() throws {
        let table = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        var counts: [String: Int] = [:]
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 5, let number = Int(fields[0]) else { continue }
            let (kind, place, json) = (fields[1], fields[2], fields[4])
            counts[kind, default: 0] += 1
            let isMade = kind == "made"
            guard let problem = problem(of: json, as: types[number], isWhole: isMade) else { continue }
            // What is made has to be valid.
            let violations = isMade ? [] : fields[3].split(separator: "\u{1F}").map(String.init)
            let cause = problem.cause(among: violations)
            let verdict = cause == nil ? "wrong" : "invalid"
            print("\(place)\t\(verdict)\t\(kind)\t\(types[number])\t\(cause ?? problem.text)\t\(json.prefix(300))")
        }
        let summary = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        FileHandle.standardError.write(Data("\(summary)\n".utf8))
    }
}
