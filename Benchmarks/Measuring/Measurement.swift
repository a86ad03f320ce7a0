import Foundation

/// The CPU seconds that this process has used so far.
package func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.cpuSeconds
}

/// How many bytes of memory this process holds now; 0 where the system does not tell.
package func residentBytes() -> Int {
    guard let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " "),
        pages.count > 1
    else { return 0 }
    return (Int(pages[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}

/// The least CPU seconds of several runs of `body`: what other load on the machine disturbs least.
package func leastProcessorSeconds(runs: Int = 7, _ body: () throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<runs {
        let start = processorSeconds()
        try body()
        least = min(least, processorSeconds() - start)
    }
    return least
}

/// Prints the rows of a Markdown table.
package struct Table {
    package init(_ title: String, _ columns: [String]) {
        print("\n\(title)\n")
        row(columns)
        row(columns.map { _ in "---" })
    }

    package func row(_ cells: [String]) {
        print("| " + cells.joined(separator: " | ") + " |")
    }
}

extension Double {
    package func formatted(digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

/// The documents that the figures are about, where they are on this machine.
package enum Corpus {
    /// `BINDERY_CORPUS`, or the folder beside the checkout that holds the real documents.
    package static let folder = ProcessInfo.processInfo.environment["BINDERY_CORPUS"] ?? "../shared/corpus/real"

    package static func documents(_ names: [String]) -> [(name: String, path: String)] {
        names.compactMap { name in
            let path = "\(folder)/\(name)"
            guard FileManager.default.isReadableFile(atPath: path) else {
                print("\(path) is not there: set BINDERY_CORPUS to a folder that has it")
                return nil
            }
            return (name, path)
        }
    }
}
