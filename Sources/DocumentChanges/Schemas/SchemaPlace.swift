internal import OpenAPI

/// Where a message has a schema.
struct SchemaPlace {
    enum Role: String { case body, parameter, header }

    var operation: OperationName
    var role: Role
    /// Which way the message goes in the words of the document. In a callback or a webhook, a request is what a client
    /// receives.
    var direction: Direction
    var isReversed = false
    var notation = TypeSet.Notation.typed
    /// Whether it is a parameter that is sent as a header field.
    var isRequestHeader = false
    /// In sentences, such as `the request body (application/json)`.
    var phrase: String

    /// Which way the message really goes.
    var wireDirection: Direction { isReversed ? direction.opposite : direction }
}

/// A pair of schemas that is compared because a message has it.
struct SchemaUse {
    var place: SchemaPlace
    var pair: Int
}
