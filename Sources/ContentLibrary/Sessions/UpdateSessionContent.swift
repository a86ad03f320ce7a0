import ContentFormats

/// What the machine decides about the parts of an OVF package.
extension UpdateSessionFacts {
    /// Manifest and certificate come before the descriptor, so that whoever reads it has them (`updatesession.File.add`).
    func checkOrder(of file: FileAddition) throws(LibraryError) {
        guard adapter == .ovf, file.source != .none, file.keepsOrder, let descriptor else { return }
        throw Refusal.afterDescriptor(file.name, descriptor)
    }

    /// The descriptor that the session brings; that which the item has is no news.
    private var descriptor: String? {
        files.first { $0.source != .none && OVFPart(name: $0.name) == .descriptor }?.name
    }

    /// A descriptor that was added has to be read before anybody knows more; what was read of other files is no longer so.
    func preview(after file: FileAddition) -> [UpdateSessionEffect] {
        guard adapter.previews(file.name) else { return [] }
        if file.source != .none, OVFPart(name: file.name) == .descriptor { return [.setPreview(.preparing)] }
        return preview(without: file.name)
    }

    func preview(without name: String) -> [UpdateSessionEffect] {
        guard adapter.previews(name) else { return [] }
        return [.setPreview(descriptor == nil || descriptor == name ? nil : .preparing)]
    }

    func preview(received name: String) -> [UpdateSessionEffect] {
        guard adapter.previews(name) else { return [] }
        return [.setPreview(descriptor == nil ? nil : .preparing)]
    }
}

extension FileAddition {
    /// Whether the file has to come before the descriptor.
    fileprivate var keepsOrder: Bool {
        switch OVFPart(name: name) {
        case .manifest, .certificate: true
        case .descriptor, .archive, .other: false
        }
    }
}
