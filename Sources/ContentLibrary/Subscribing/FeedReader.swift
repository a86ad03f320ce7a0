import BinderyRuntime

/// Reads the documents of a feed, from whoever publishes it: nothing in them is trusted.
struct FeedReader: Sendable {
    /// A document is not what the protocol says it is.
    struct Malformed: Error, Equatable {
        var message: LibraryMessage
    }

    let limits: FeedLimits

    func descriptor(_ bytes: [UInt8]) throws(Malformed) -> FeedDescriptor {
        let library = try document(bytes, "lib.json")
        guard try library.text("vcspVersion") == Feed.version else {
            throw library.malformed("vcspVersion", expected: Feed.version)
        }
        return FeedDescriptor(
            id: try identifier(library), version: try library.text("version"), name: try library.text("name"),
            itemsHref: try library.text("itemsHref", limit: limits.referenceLength))
    }

    func items(_ bytes: [UInt8]) throws(Malformed) -> FeedContents {
        let elements = try document(bytes, "items.json").objects("items", limit: limits.items)
        var contents = FeedContents(entries: [], sourceIds: [], problems: [])
        var names: Set<String> = []
        for element in elements {
            let id = try identifier(element)
            guard contents.sourceIds.insert(id).inserted else { throw element.malformed("id", expected: "another id") }
            do throws(Malformed) {
                let entry = try entry(element, id)
                guard names.insert(entry.name).inserted else {
                    throw element.malformed("name", expected: "a name that no other item has")
                }
                contents.entries.append(entry)
            } catch {
                contents.problems.append(error.message)
            }
        }
        return contents
    }

    func item(_ bytes: [UInt8]) throws(Malformed) -> FeedEntry {
        let item = try document(bytes, "item.json")
        return try entry(item, identifier(item))
    }

    private func document(_ bytes: [UInt8], _ name: String) throws(Malformed) -> FeedObject {
        let value: JSONValue
        do { value = try JSONValue.decode(from: bytes, depthLimit: limits.depth) } catch {
            throw Malformed(message: LibraryMessage("feed.json", "{0} is no JSON: {1}.", name, "\(error)"))
        }
        guard case .object(let members) = value else {
            throw Malformed(message: LibraryMessage("feed.no_object", "{0} is no JSON object.", name))
        }
        return FeedObject(members: members, place: name, textLimit: limits.textLength)
    }

    private func identifier(_ object: FeedObject) throws(Malformed) -> String {
        let id = try object.text("id")
        let bare = id.hasPrefix(Feed.identifierPrefix) ? String(id.dropFirst(Feed.identifierPrefix.count)) : id
        guard !bare.isEmpty else { throw object.malformed("id", expected: "an identifier") }
        return bare
    }

    private func entry(_ item: FeedObject, _ id: String) throws(Malformed) -> FeedEntry {
        let files = try item.objects("files", limit: limits.filesOfItem)
        var entry = FeedEntry(
            sourceId: id, name: try item.text("name"), description: try item.textIfPresent("description") ?? "",
            type: Self.type(try item.text("type")), version: try item.text("version"),
            selfHref: try item.text("selfHref", limit: limits.referenceLength), files: [])
        do throws(LibraryError) {
            entry.name = try NameRules.checkName(entry.name)
            entry.description = try NameRules.checkDescription(entry.description)
        } catch { throw Malformed(message: error.inFeed(item.place)) }
        var names: Set<String> = []
        for file in files {
            let file = try self.file(file)
            guard names.insert(file.name).inserted else {
                throw item.malformed("files", expected: "one file named \(file.name)")
            }
            entry.files.append(file)
        }
        return entry
    }

    private func file(_ file: FeedObject) throws(Malformed) -> FeedEntry.File {
        let text = try file.text("name")
        let name: String
        do { name = try NameRules.checkFileName(text) } catch { throw Malformed(message: error.inFeed(file.place)) }
        // A publisher without tags has generations, which change as tags do.
        var tag = try file.textIfPresent("etag")
        if tag == nil { tag = try file.textIfPresent("generationNum") }
        return FeedEntry.File(
            name: name, size: try file.sizeIfPresent("size"), tag: tag ?? "",
            href: try file.firstText("hrefs", limit: limits.referenceLength))
    }

    /// The type as the API spells it (`ItemModel.type`).
    private static func type(_ type: String) -> String {
        type.hasPrefix("vcsp.") ? String(type.dropFirst(5)) : type
    }
}

extension LibraryError {
    /// What is wrong with a name in a feed.
    fileprivate func inFeed(_ place: String) -> LibraryMessage {
        LibraryMessage("feed.name", "{0}: {1}", place, messages.last?.description ?? "")
    }
}
