import DocumentTree

/// Rules that concern several places of a document at once; what concerns one object alone is checked where that is
/// read.
enum DocumentValidation {
    static func check(_ document: Document, log: inout DiagnosticLog) {
        let operations = document.everyOperation
        PathKeys.check(document.paths, log: &log)
        PathParameters.check(document.paths, log: &log)
        OperationIDs.check(operations, log: &log)
        SecurityUse.check(document, operations, log: &log)
        ParameterStyles.check(operations, document.schemas, log: &log)
        EncodingNames.check(operations, document.schemas, log: &log)
        TagNames.check(document.tags, log: &log)
        ReferenceCycles.check(document.schemas, log: &log)
    }
}
