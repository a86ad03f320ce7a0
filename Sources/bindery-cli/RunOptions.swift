internal import ArgumentParser

/// How to run.
struct RunOptions: ParsableArguments {
    @Option(help: "A folder of templates that replace built-in ones of the same file name.", completion: .directory)
    var templates: String?

    @Flag(help: "Warnings count as errors.")
    var strict = false

    @Flag(help: "Print how long each step takes.")
    var timings = false
}
