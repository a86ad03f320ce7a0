import Foundation
import Measuring

/// Whether the cost of generating grows with the document and no faster.
enum GrowthBenchmark {
    static func run(bindery: String) throws {
        let table = Table(
            "Growth (one document, and 2, 4 and 8 times as many schemas and operations; best of 3)",
            ["schemas", "KB", "CPU seconds", "CPU ms per KB", "peak MB", "lines"]
        )
        for factor in [1, 2, 4, 8] {
            let output = try GeneratedPackage(named: "growth")
            defer { output.remove() }
            let document = output.folder.appending(path: "openapi.yaml")
            let text = SyntheticDocument(groups: 100 * factor).text
            try text.write(to: document, atomically: false, encoding: .utf8)
            let usage = try output.generate(document.path, module: "Measured", bindery: bindery, runs: 3).usage
            let kilobytes = Double(text.utf8.count) / 1024
            table.row([
                String(300 * factor), kilobytes.formatted(digits: 0), usage.cpuSeconds.formatted(digits: 2),
                (usage.cpuSeconds * 1000 / kilobytes).formatted(digits: 2), usage.peakMegabytes.formatted(digits: 0),
                String(try output.lines(of: "Measured")),
            ])
        }
    }
}

/// A document of as many groups as wanted; each has three schemas and three operations, and refers to the one before.
struct SyntheticDocument {
    var groups: Int

    var text: String {
        var paths = "openapi: 3.0.3\ninfo: {title: Synthetic, version: '1'}\npaths:\n"
        var schemas = "components:\n  schemas:\n"
        for group in 0..<groups {
            paths += operations(of: group)
            schemas += Self.schemas(of: group, before: max(group - 1, 0))
        }
        return paths + schemas
    }

    private func operations(of group: Int) -> String {
        """
          /things\(group):
            get:
              operationId: listThings\(group)
              tags: [group\(group / 10)]
              parameters:
                - {name: filter, in: query, schema: {type: string}}
                - {name: limit, in: query, schema: {type: integer, default: 20}}
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {type: array, items: {$ref: '#/components/schemas/Thing\(group)'}}
            post:
              operationId: createThing\(group)
              tags: [group\(group / 10)]
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Thing\(group)'}
              responses:
                '201': {description: Created.}
          /things\(group)/{id}:
            delete:
              operationId: deleteThing\(group)
              tags: [group\(group / 10)]
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
              responses:
                '204': {description: Gone.}

        """
    }

    private static func schemas(of group: Int, before: Int) -> String {
        """
            Thing\(group):
              type: object
              description: One of the things.
              required: [id, name]
              properties:
                id: {type: string, description: Which one it is.}
                name: {type: string}
                size: {type: integer, format: int64}
                created: {type: string, format: date-time}
                labels: {type: array, items: {type: string}}
                part: {$ref: '#/components/schemas/Part\(group)'}
                other: {$ref: '#/components/schemas/Thing\(before)'}
            Part\(group):
              allOf:
                - type: object
                  properties:
                    weight: {type: number}
                    state: {$ref: '#/components/schemas/State\(group)'}
                - type: object
                  properties:
                    extra: {type: object, additionalProperties: {type: string}}
            State\(group):
              type: string
              enum: [NEW, READY, BROKEN]

        """
    }
}
