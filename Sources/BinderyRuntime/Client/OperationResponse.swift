public import HTTPTypes

/// All of a response, for those who need more than its value.
public struct OperationResponse<Operation: APIOperation>: Sendable {
    /// The status; nil where there was no response.
    public let status: Int?
    /// The header fields; empty where there was no response.
    public let headerFields: HTTPFields
    /// Success or failure.
    public let result: Result<Operation.Output, Operation.Failure>
}
