internal import ArgumentParser
internal import BinderyGenerator

/// Whether to tell what new bindings mean to those who import the ones that are there.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Print what becomes of the Swift declarations that are there, and what that means to their importers.")
    var report = false

    func applied(to request: GenerationRequest) -> GenerationRequest {
        var request = request
        request.reportsChanges = report
        return request
    }

    func print(_ result: GenerationReport, on console: Console) {
        guard report else { return }
        console.summarize(result.upgrade?.text ?? "There are no bindings to compare with\n", terminator: "")
    }
}
