internal import BinderyXML

/// What an OVF descriptor says about the files of its package (DSP0243): the section `References`, and the disks that
/// refer to it.
package struct OVFDescriptor: Equatable, Sendable {
    /// A file of the package (`References/File`).
    package struct File: Equatable, Sendable {
        package var id: String
        /// Its name in the package.
        package var href: String
        package var size: Int64?
        /// Where set, the file comes in pieces of this size (DSP0243 §7.1).
        package var chunkSize: Int64?
    }

    /// A file that must be there for the package to be whole.
    package struct Required: Equatable, Sendable {
        package var name: String
        /// Nil where the descriptor does not tell.
        package var size: Int64?
    }

    /// A longer descriptor is not read.
    package static let byteLimit = 4 << 20
    /// More files, pieces counted, are refused.
    package static let fileLimit = 4096
    private static let elementLimit = 200_000

    /// The envelopes of OVF 1.x and 2.x, and that of the drafts, which old tools still write.
    private static let namespaces: Set<String> = [
        "http://schemas.dmtf.org/ovf/envelope/1", "http://schemas.dmtf.org/ovf/envelope/2",
        "http://www.vmware.com/schema/ovf/1/envelope",
    ]

    package private(set) var files: [File] = []

    /// - Throws: where it is no XML, no OVF envelope, or refers to files that it does not name or cannot have.
    package init(_ bytes: [UInt8]) throws(FormatFault) {
        guard bytes.count <= Self.byteLimit else {
            throw FormatFault("An OVF descriptor has at most \(Self.byteLimit) bytes, not \(bytes.count).")
        }
        let root: XMLTreeElement
        switch XMLTreeElement.parse(bytes, elementLimit: Self.elementLimit) {
        case .success(let element): root = element
        case .failure(let fault): throw FormatFault("An OVF descriptor is XML, and this has \(fault.reason).")
        }
        guard root.name == "Envelope", let namespace = root.namespace, Self.namespaces.contains(namespace) else {
            throw FormatFault(
                "The root element is \(FormatFault.shown(root.name)), not the Envelope of OVF.", .line(root.line))
        }
        try readFiles(root, namespace)
        try checkDisks(root, namespace)
    }

    /// The files of the package by their names, the pieces of those that come in pieces.
    package var required: [Required] {
        files.flatMap { file -> [Required] in
            guard let size = file.size, let chunk = file.chunkSize else {
                return [Required(name: file.href, size: file.size)]
            }
            return (0..<Self.pieces(size, chunk)).map { index in
                let number = String(index)
                return Required(
                    name: file.href + "." + String(repeating: "0", count: max(0, 9 - number.count)) + number,
                    size: min(chunk, size - index * chunk))
            }
        }
    }

    private static func pieces(_ size: Int64, _ chunk: Int64) -> Int64 { max(1, (size - 1) / chunk + 1) }

    private mutating func readFiles(_ root: XMLTreeElement, _ namespace: String) throws(FormatFault) {
        let references = root.children.filter { $0.name == "References" && $0.namespace == namespace }
        guard references.count <= 1 else {
            throw FormatFault("There is more than one References section.", .line(references[1].line))
        }
        var ids: Set<String> = []
        var names: Set<String> = []
        var count: Int64 = 0
        for element in references.first?.children ?? [] where element.name == "File" && element.namespace == namespace {
            let file = try Self.file(element, namespace)
            guard ids.insert(file.id).inserted, names.insert(file.href).inserted else {
                throw FormatFault(
                    "The file \(FormatFault.shown(file.href)) is there twice, or its id is.", .line(element.line))
            }
            count += file.size.flatMap { size in file.chunkSize.map { Self.pieces(size, $0) } } ?? 1
            guard count <= Self.fileLimit else {
                throw FormatFault("A package has at most \(Self.fileLimit) files.", .line(element.line))
            }
            files.append(file)
        }
    }

    private static func file(_ element: XMLTreeElement, _ namespace: String) throws(FormatFault) -> File {
        let file = File(
            id: try text("id", element, namespace), href: try text("href", element, namespace),
            size: try number("size", element, namespace), chunkSize: try number("chunkSize", element, namespace))
        guard PackageName.isPlain(file.href) else {
            throw FormatFault(
                "The file \(FormatFault.shown(file.href)) is not in the package itself.", .line(element.line))
        }
        if let chunk = file.chunkSize {
            guard chunk > 0, let size = file.size, pieces(size, chunk) <= fileLimit else {
                throw FormatFault(
                    "The file \(FormatFault.shown(file.href)) cannot come in pieces of \(chunk) bytes.",
                    .line(element.line))
            }
        }
        return file
    }

    /// A disk that has content has it in one of the files (DSP0243 §9.1).
    private func checkDisks(_ root: XMLTreeElement, _ namespace: String) throws(FormatFault) {
        let ids = Set(files.map(\.id))
        for section in root.children where Self.isDiskSection(section, namespace) {
            for disk in section.children where disk.name == "Disk" && disk.namespace == namespace {
                guard let reference = disk.attribute("fileRef", namespace), !ids.contains(reference) else { continue }
                throw FormatFault(
                    "A disk refers to the file \(FormatFault.shown(reference)), which is not among the References.",
                    .line(disk.line))
            }
        }
    }

    /// The drafts have one element `Section` for every kind of section.
    private static func isDiskSection(_ element: XMLTreeElement, _ namespace: String) -> Bool {
        element.namespace == namespace && (element.name == "DiskSection" || element.name == "Section")
    }

    private static func text(
        _ name: String, _ element: XMLTreeElement, _ namespace: String
    ) throws(FormatFault) -> String {
        guard let value = element.attribute(name, namespace), !value.isEmpty else {
            throw FormatFault("A File has no attribute '\(name)'.", .line(element.line))
        }
        return value
    }

    private static func number(
        _ name: String, _ element: XMLTreeElement, _ namespace: String
    ) throws(FormatFault) -> Int64? {
        guard let value = element.attribute(name, namespace) else { return nil }
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(value) else {
            throw FormatFault(
                "The attribute '\(name)' is \(FormatFault.shown(value)), not a number of bytes.", .line(element.line))
        }
        return number
    }
}

extension XMLTreeElement {
    /// An attribute of OVF, which qualifies its own; some tools leave the prefix out.
    fileprivate func attribute(_ name: String, _ namespace: String) -> String? {
        qualified[XMLAttributeName(namespace: namespace, local: name)]
            ?? qualified[XMLAttributeName(namespace: nil, local: name)]
    }
}
