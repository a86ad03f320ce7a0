import JSONText

extension JSONReader {
    /// Reads one of several alternatives that nothing but their content tells apart: the first that keeps the whole value,
    /// else the one that passes over the fewest members.
    /// - Parameter cases: makes the result of an alternative, in the order of trying.
    /// - Throws: ``JSONDecodingError`` where no alternative fits, or telling nested ones apart takes too long.
    public mutating func alternative<Value, each Member: JSONDecodable>(
        _ cases: repeat (each Member) -> Value
    ) throws(JSONDecodingError) -> Value {
        var trial = Trial<Value>(start: mark())
        for make in repeat each cases {
            if try attempt(make, &trial) { break }
        }
        return try finish(trial).value
    }

    /// Reads one of several alternatives of which a value may be two at once (`anyOf`): the first that keeps the whole
    /// value, else as many as it takes to keep what they describe.
    /// - Parameters:
    ///   - cases: makes the result of an alternative, in the order of trying.
    ///   - both: makes one result of two.
    /// - Throws: ``JSONDecodingError`` where no alternative fits, or telling nested ones apart takes too long.
    public mutating func alternative<Value: JSONEncodable, each Member: JSONDecodable>(
        _ cases: repeat (each Member) -> Value, both: (Value, Value) -> Value
    ) throws(JSONDecodingError) -> Value {
        var trial = Trial<Value>(start: mark())
        for make in repeat each cases {
            if try attempt(make, &trial) { break }
        }
        let best = try finish(trial)
        guard best.passedOver > 0, trial.fits.count > 1, var union = try? JSONValue(encoding: best.value) else {
            return best.value
        }
        reset(trial.start)
        let whole = try JSONValue(json: &self)
        var (result, missing) = (best.value, whole.membersMissing(in: union))
        for fit in trial.fits where missing > 0 {
            guard let other = try? JSONValue(encoding: fit.value) else { continue }
            let wider = union.merging(other)
            let left = whole.membersMissing(in: wider)
            guard left < missing else { continue }
            (result, union, missing) = (both(result, fit.value), wider, left)
        }
        passedOver = trial.start.passedOver &+ missing
        return result
    }

    /// Reads a value of a kind that the document does not describe. Where it is one of several alternatives, any other that
    /// keeps the whole value is preferred.
    public mutating func unknown() throws(JSONDecodingError) -> JSONValue {
        let value = try JSONValue(json: &self)
        passedOver &+= 1
        return value
    }

    /// What trying alternatives has shown.
    private struct Trial<Value> {
        let start: Mark
        /// The alternatives that fit, and how many members each passed over.
        var fits: [(value: Value, passedOver: Int)] = []
        var end: Mark?
        var failure: JSONDecodingError?
    }

    /// Reads a value as one alternative, and goes back unless nothing was passed over.
    /// - Returns: true where it keeps the whole value.
    /// - Throws: ``JSONDecodingError`` where nothing more may be tried.
    private mutating func attempt<Value, Member: JSONDecodable>(
        _ make: (Member) -> Value, _ trial: inout Trial<Value>
    ) throws(JSONDecodingError) -> Bool {
        do {
            let value = make(try Member(json: &self))
            let lost = passedOver &- trial.start.passedOver
            trial.fits.append((value, lost))
            trial.end = mark()
            if lost == 0 { return true }
        } catch {
            // What has not been tried to its end must not leave the choice to the others.
            guard rereadable >= 0 else { throw error }
            trial.failure = error
        }
        reset(trial.start)
        return false
    }

    private mutating func finish<Value>(
        _ trial: Trial<Value>
    ) throws(JSONDecodingError) -> (value: Value, passedOver: Int) {
        guard let end = trial.end, let best = trial.fits.min(by: { $0.passedOver < $1.passedOver }) else {
            throw trial.failure ?? mismatch(expected: "one of several alternatives")
        }
        reset(end)
        passedOver = trial.start.passedOver &+ best.passedOver
        return best
    }
}

extension JSONWriter {
    /// Writes a value that is two alternatives at once: the members of both.
    public mutating func both<Value: JSONEncodable>(_ one: Value, _ other: Value) {
        if let first = try? JSONValue(encoding: one), let second = try? JSONValue(encoding: other) {
            first.merging(second).encode(json: &self)
        } else {
            // One of them holds a number that JSON does not have, which this remembers.
            [one, other].encode(json: &self)
        }
    }
}

extension JSONValue {
    /// The value with the members of `other` that it lacks, however deep; arrays of one length are merged by element.
    func merging(_ other: JSONValue) -> JSONValue {
        switch (self, other) {
        case (.object(var object), .object(let second)):
            var places: [String: Int] = [:]
            for (place, member) in object.members.enumerated() { places[member.key] = place }
            for member in second.members {
                if let place = places[member.key] {
                    object.members[place].value = object.members[place].value.merging(member.value)
                } else {
                    object.members.append(member)
                }
            }
            return .object(object)
        case (.array(let elements), .array(let second)) where elements.count == second.count:
            return .array(zip(elements, second).map { $0.merging($1) })
        default: return self
        }
    }

    /// How many members of the value `other` has not, however deep; those that are null may be left out.
    func membersMissing(in other: JSONValue) -> Int {
        switch (self, other) {
        case (.object(let object), .object(let second)):
            var values: [String: JSONValue] = [:]
            for member in second.members { values[member.key] = member.value }
            return object.members.reduce(0) { count, member in
                guard let value = values[member.key] else { return count + (member.value == .null ? 0 : 1) }
                return count + member.value.membersMissing(in: value)
            }
        case (.array(let elements), .array(let second)) where elements.count == second.count:
            return zip(elements, second).reduce(0) { $0 + $1.0.membersMissing(in: $1.1) }
        default: return 0
        }
    }
}
