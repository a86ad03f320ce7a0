/// How a server holds requests against the schemas of their operations.
public enum RequestValidation: Sendable {
    /// Every keyword is checked, and a request that violates any is answered 400 with all violations.
    ///
    /// Operations whose schemas say no more than types and required members cost nothing: these are checked by reading
    /// the input, and only where that fails the schema is asked for all that is wrong.
    case full
    /// Only what reading the input checks.
    case none
}

extension RequestValidation {
    /// The input of an operation, valid.
    /// - Throws: ``RequestViolations``, or ``RequestFault`` where the request cannot even be read, or why the schemas
    ///   themselves cannot be.
    func input<Operation: APIOperation>(
        of operation: Operation.Type, from reader: inout RequestReader
    ) throws -> Operation.Input {
        guard self == .full, let schema = operation.inputSchema else { return try Operation.Input(from: &reader) }
        // That is not the client's fault.
        if let problem = schema.problem { throw problem }
        reader.schema = schema
        if schema.isConstrained {
            var report = try schema.validate(reader)
            do throws(RequestFault) {
                let input = try Operation.Input(from: &reader)
                if report.isValid { return input }
            } catch {
                if case .violations(let part) = error.reason {
                    report.append(part, below: "/body")
                } else if report.isValid {
                    throw error
                }
            }
            throw RequestViolations(report)
        }
        do throws(RequestFault) {
            return try Operation.Input(from: &reader)
        } catch {
            if error.status == 400, let report = try? schema.validate(reader), !report.isValid {
                throw RequestViolations(report)
            }
            throw error
        }
    }
}
