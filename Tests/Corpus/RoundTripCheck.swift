// Reads each value of a document with its type, writes it and reads it again. Made into a program with the `types` and
// the values that round-trips writes.
import BinderyRuntime
import Foundation

/// What went wrong with a value; nil where nothing did.
private func problem<Value: JSONModel>(of json: String, as type: Value.Type, isWhole: Bool) -> String? {
    let first: [UInt8]
    do {
        first = try Value.decode(from: json).encoded()
    } catch {
        return "is not read: \(error)"
    }
    do {
        let second = try Value.decode(from: first).encoded()
        guard first == second else { return "changes when it is read again" }
    } catch {
        return "is not read when it was written: \(error)"
    }
    // A value made from the schema has nothing that the type does not know.
    guard isWhole, let before = try? JSONValue.decode(from: json), let after = try? JSONValue.decode(from: first) else {
        return nil
    }
    return after.lacks(before, at: "$").map { "loses \($0)" }
}

extension JSONValue {
    /// The place of the first value of `other` that is not here in the same way.
    fileprivate func lacks(_ other: JSONValue, at path: String) -> String? {
        switch (self, other) {
        case (_, .null): return nil
        case (.object(let own), .object(let others)):
            for member in others.members where member.value != .null {
                guard let value = own[member.key] else { return "\(path).\(member.key)" }
                if let place = value.lacks(member.value, at: "\(path).\(member.key)") { return place }
            }
            return nil
        case (.array(let own), .array(let others)):
            guard own.count == others.count else { return path }
            for (index, pair) in zip(own, others).enumerated() {
                if let place = pair.0.lacks(pair.1, at: "\(path)[\(index)]") { return place }
            }
            return nil
        case (.string(let own), .string(let others)):
            guard own != others else { return nil }
            // Dates are written in one form.
            let dates = (try? Date.decode(from: "\"\(own)\""), try? Date.decode(from: "\"\(others)\""))
            return dates.0 != nil && dates.0 == dates.1 ? nil : path
        default:
            return self == other || (scalar != nil && scalar == other.scalar) ? nil : path
        }
    }

    private var scalar: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
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
            let fields = line.split(separator: "\t", maxSplits: 3).map(String.init)
            guard fields.count == 4, let number = Int(fields[0]) else { continue }
            counts[fields[1], default: 0] += 1
            if let problem = problem(of: fields[3], as: types[number], isWhole: fields[1] == "made") {
                print("\(fields[2])\t\(fields[1])\t\(types[number])\t\(problem)\t\(fields[3].prefix(300))")
            }
        }
        let summary = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        FileHandle.standardError.write(Data("\(summary)\n".utf8))
    }
}
