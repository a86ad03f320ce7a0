import ContentFormats
import Foundation
import GRDB
import Logging

/// Has the adapter of its type look at the content of a session.
///
/// Descriptors, manifests and certificates are read whole, within the limits of their formats; of everything else no
/// more than its beginning and, where a manifest demands an algorithm that was not summed on the way, its digest.
struct SessionInspector: Sendable {
    let environment: LibraryEnvironment
    private var sessions: UpdateSessionService { UpdateSessionService(environment: environment) }

    init(environment: LibraryEnvironment) {
        self.environment = environment
    }

    /// - Returns: nil where there is no session, or one that is over: its machine refuses what follows.
    func inspect(_ session: String) async throws -> ContentInspection? {
        guard let (content, known) = try await content(of: session) else { return nil }
        var inspection = try await inspection(of: content, session: session)
        if let policy = content.policy { inspection.enforce(policy) }
        if inspection.preview != known, inspection.preview != nil || known?.state == .preparing {
            try await sessions.perform(.previewed(inspection.preview), on: session, inspection: inspection)
        }
        return inspection
    }

    /// Brings the preview up to date once a file came that it depends on. It is no part of receiving the file, which is
    /// there whatever comes of this.
    func preview(_ session: String, after name: String) async {
        do {
            guard let (content, _) = try await content(of: session) else { return }
            guard content.adapter.previews(name) || content.adapter.unpacks(name) else { return }
            _ = try await inspect(session)
        } catch {
            // The next look at the session inspects it anew.
            environment.logger.debug("no preview", metadata: ["session": "\(session)", "error": "\(error)"])
        }
    }

    private func content(of session: String) async throws -> (SessionContent, ContentPreview?)? {
        let now = environment.clock.now()
        return try await environment.store.read { db in
            guard let session = try UpdateSessionRecord.lookUp(db, id: session), session.state == .active,
                try !session.isOver(at: now, db), let item = try ItemRecord.lookUp(db, id: session.itemId)
            else { return nil }
            let files = try SessionFileRecord.all(db, session: session.id)
            return (try SessionContent(item: item, files: files, db), session.preview)
        }
    }

    private func inspection(of content: SessionContent, session: String) async throws -> ContentInspection {
        let reader = ContentReader(environment: environment, session: session)
        switch content.adapter {
        case .ovf:
            return try await OVFInspector(content: content, reader: reader).inspect()
        case .iso:
            return try await ISOInspector(content: content, reader: reader).inspect()
        case .untyped:
            return try await guess(content, reader)
        case .other, .vmTemplate:
            return ContentInspection(content: content)
        }
    }

    /// Files that are an OVF package or an ISO image tell what the item is. Others may be anything, and are not wrong.
    private func guess(_ content: SessionContent, _ reader: ContentReader) async throws -> ContentInspection {
        let descriptors = content.files.filter { OVFPart(name: $0.name) == .descriptor }
        if let descriptor = descriptors.first, descriptors.count == 1,
            let bytes = try await reader.whole(descriptor, limit: OVFDescriptor.byteLimit),
            (try? OVFDescriptor(bytes)) != nil
        {
            var inspection = try await OVFInspector(content: content, reader: reader).inspect()
            inspection.type = ContentAdapter.ovf.type
            return inspection
        }
        var inspection = ContentInspection(content: content)
        let images = ISOInspector(content: content, reader: reader)
        if content.files.count == 1, let file = content.files.first, file.name.lowercased().hasSuffix(".iso"),
            try await images.fault(file) == nil
        {
            inspection.type = ContentAdapter.iso.type
        }
        return inspection
    }
}
