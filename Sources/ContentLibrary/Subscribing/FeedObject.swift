import BinderyRuntime

/// An object in a feed's document that knows its place, so that whoever looks for what is wrong finds it.
struct FeedObject: Sendable {
    let members: JSONObject
    /// Such as `items.json: items[3].files[0]`.
    let place: String
    let textLimit: Int

    func malformed(_ member: String, expected: String) -> FeedReader.Malformed {
        FeedReader.Malformed(
            message: LibraryMessage("feed.malformed", "{0}: {1} should be {2}.", place, member, expected))
    }

    /// A text, or a number: publishers write versions as either.
    func textIfPresent(_ member: String, limit: Int? = nil) throws(FeedReader.Malformed) -> String? {
        let text: String
        switch members[member] {
        case nil, .null: return nil
        case .string(let value): text = value
        case .integer(let value): text = String(value)
        default: throw malformed(member, expected: "text")
        }
        let limit = limit ?? textLimit
        guard text.utf8.count <= limit, !text.utf8.contains(0) else {
            throw malformed(member, expected: "text of at most \(limit) bytes")
        }
        return text
    }

    func text(_ member: String, limit: Int? = nil) throws(FeedReader.Malformed) -> String {
        guard let text = try textIfPresent(member, limit: limit), !text.isEmpty else {
            throw malformed(member, expected: "text")
        }
        return text
    }

    func sizeIfPresent(_ member: String) throws(FeedReader.Malformed) -> Int64? {
        guard let text = try textIfPresent(member) else { return nil }
        guard let size = Int64(text), size >= 0 else { throw malformed(member, expected: "a number of bytes") }
        return size
    }

    /// The first of several texts of which one is enough.
    func firstText(_ member: String, limit: Int) throws(FeedReader.Malformed) -> String {
        guard case .array(let values) = members[member], case .string(let text)? = values.first, !text.isEmpty,
            text.utf8.count <= limit
        else { throw malformed(member, expected: "a list with a reference of at most \(limit) bytes") }
        return text
    }

    func objects(_ member: String, limit: Int) throws(FeedReader.Malformed) -> [FeedObject] {
        guard case .array(let values) = members[member] else { throw malformed(member, expected: "a list") }
        guard values.count <= limit else { throw malformed(member, expected: "a list of at most \(limit)") }
        var objects: [FeedObject] = []
        for (index, value) in values.enumerated() {
            guard case .object(let members) = value else {
                throw malformed("\(member)[\(index)]", expected: "an object")
            }
            objects.append(
                FeedObject(members: members, place: "\(place): \(member)[\(index)]", textLimit: textLimit))
        }
        return objects
    }
}
