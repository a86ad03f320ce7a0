import DocumentTree

extension ReadingContext {
    /// Reads the schemas that references led to and that are no components of the entry document; these may lead to
    /// more.
    func readWaitingSchemas() {
        while let target = schemas.next() {
            schemas.add(
                SchemaTable.Entry(
                    id: target.id,
                    name: target.name,
                    nameLocation: target.nameLocation,
                    schema: Schema.read(target.node, in: self),
                    isComponent: target.componentSection == "schemas"
                )
            )
        }
    }
}
