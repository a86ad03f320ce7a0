import CLibYAML
import DocumentTree
import Foundation
import Measuring

/// Reading a document into the tree, against the least that libyaml itself needs for the same bytes.
enum ReadingBenchmark {
    static func run(documents: [String]) throws {
        let table = Table(
            "Reading into the tree (CPU ms, best of 7; goal: at most 2 × the bare libyaml event loop)",
            ["document", "libyaml events", "tree", "ratio"]
        )
        for document in Corpus.documents(documents) {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: document.path)))
            let bare = leastProcessorSeconds { countEvents(bytes) }
            let tree = try leastProcessorSeconds {
                _ = try DocumentReader.read(SourceFile(path: document.path, bytes: bytes))
            }
            table.row([
                document.name, (bare * 1000).formatted(digits: 1), (tree * 1000).formatted(digits: 1),
                (tree / bare).formatted(digits: 2),
            ])
        }
    }

    /// A loop over all events that does nothing with them. JSON is YAML enough for it.
    private static func countEvents(_ bytes: [UInt8]) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer {
            yaml_parser_delete(parser)
            parser.deallocate()
            event.deallocate()
        }
        yaml_parser_initialize(parser)
        bytes.withUnsafeBufferPointer { bytes in
            yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
            var ended = false
            while !ended, yaml_parser_parse(parser, event) == 1 {
                ended = event.pointee.type == YAML_STREAM_END_EVENT
                yaml_event_delete(event)
            }
        }
    }
}
