extension Configuration {
    /// Whether the enum of a schema takes no values but those that the document lists.
    ///
    /// - Parameter owner: The schema's name, or the Swift name of an enum that is written in place.
    func isClosed(_ owner: String) -> Bool {
        enumStyles.first { NamePattern($0.pattern).match(owner) != nil }?.style == .closed
    }
}
