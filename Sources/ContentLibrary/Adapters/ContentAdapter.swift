import ContentFormats

/// Who checks the content of an item, which its type decides (`ItemModel.type`, compared without regard to case).
enum ContentAdapter: Equatable, Sendable {
    case ovf
    case iso
    /// Templates of virtual machines are no files, so there is no session for them.
    case vmTemplate
    /// The client gave no type; the files may tell.
    case untyped
    /// A type whose content nobody looks into.
    case other

    init(type: String) {
        self =
            switch type.lowercased() {
            case "ovf": .ovf
            case "iso": .iso
            case "vm-template": .vmTemplate
            case "": .untyped
            default: .other
            }
    }

    /// The type that an item without one has when its files are of this kind.
    var type: String? {
        switch self {
        case .ovf: "ovf"
        case .iso: "iso"
        default: nil
        }
    }

    /// Manifest and certificate serve to check the rest, and an archive to bring it: the item has none of them
    /// (`updatesession.File.Info.keep_in_storage`).
    func keepsInStorage(_ name: String) -> Bool? {
        guard self == .ovf else { return nil }
        return switch OVFPart(name: name) {
        case .manifest, .certificate, .archive: false
        case .descriptor, .other: nil
        }
    }

    /// Whether what comes under the name is taken apart.
    func unpacks(_ name: String) -> Bool {
        self == .ovf && OVFPart(name: name) == .archive
    }

    /// Whether the file is one of those that say who signed the content.
    func previews(_ name: String) -> Bool {
        guard self == .ovf || self == .untyped else { return false }
        return switch OVFPart(name: name) {
        case .descriptor, .manifest, .certificate: true
        case .archive, .other: false
        }
    }

    /// - Throws: InvalidArgument for items whose content cannot be uploaded.
    static func check(type: String?) throws(LibraryError) {
        guard let type, ContentAdapter(type: type) == .vmTemplate else { return }
        throw .invalid(
            "type",
            LibraryMessage(
                "item.vm_template",
                "Items of the type {0} are made of virtual machines, which this server has none of.",
                type))
    }
}
