internal import OpenAPI

/// What the elements of a stream are, by the schema of its media type.
struct StreamElements {
    let merging: AllOfMerging

    /// The data of an event.
    struct Event {
        /// Nil where nothing is known of it.
        var schema: Schema?
        /// Whether it is plain text, not JSON.
        var isText: Bool
        /// Whether the schema is that of the whole body, taken for that of one event's data.
        var isTaken = false
        /// Whether there is a schema that nothing is made of.
        var isUnread = false
    }

    /// The schema of an element: `itemSchema` of OpenAPI 3.2, the items of an array, or the schema itself, which documents
    /// before 3.2 mean so.
    func element(of mediaType: MediaType) -> Schema? {
        mediaType.itemSchema ?? mediaType.schema.map(itemsOrSelf)
    }

    /// An event's schema describes its fields in OpenAPI 3.2; a schema of older documents is that of its data.
    func event(of mediaType: MediaType) -> Event {
        guard let schema = element(of: mediaType) else { return Event(isText: true) }
        let effective = merging.effective(schema).schema
        if let data = effective.properties.first(where: { $0.name == "data" })?.schema,
            effective.properties.allSatisfy({ ["data", "event", "id", "retry"].contains($0.name) })
        {
            let described = merging.effective(data).schema
            if let content = described.contentSchema { return Event(schema: content, isText: false) }
            return Event(schema: data, isText: described.types == [.string])
        }
        if mediaType.itemSchema != nil { return Event(isText: true, isUnread: true) }
        let isText = effective.types == [.string]
        return Event(schema: schema, isText: isText, isTaken: !isText)
    }

    private func itemsOrSelf(_ schema: Schema) -> Schema {
        let effective = merging.effective(schema).schema
        return effective.types == [.array] ? effective.items ?? schema : schema
    }
}
