import BinderyRuntime

/// What the security policy of a library demands of its items.
enum PolicyChecks {
    private static let descriptor = Array(
        #"<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"><References/></Envelope>"#.utf8)

    /// The policy that every server has: it has a rule for OVF packages, and no other.
    private static func policy(_ stage: Stage) async throws -> JSONValue {
        guard let policy = try await stage.list("security_policies.list").first?["policy"] else {
            throw Disagreement("there is no security policy")
        }
        return policy
    }

    private static let strict = Setting("a library with a security policy") { stage in
        var scene = Scene()
        let spec: JSONValue = [
            "name": .string(scene.name), "type": "LOCAL", "security_policy_id": try await policy(stage),
            "storage_backings": [["type": "DATASTORE", "datastore_id": .string(stage.datastore)]],
        ]
        scene.library = try await stage.text("local_library.create", ["create_spec": spec])
        await stage.made.add(scene.library)
        return scene
    }

    private static let strictItem = strict.and("an OVF item") { stage, scene in
        scene.item = try await stage.text(
            "library.item.create",
            ["create_spec": ["name": .string(scene.name), "library_id": .string(scene.library), "type": "ovf"]])
    }

    private static let unsigned = strictItem.and("a session with an OVF package that is not signed") { stage, scene in
        scene.session = try await stage.text(
            "library.item.update_session.create", ["create_spec": ["library_item_id": .string(scene.item)]])
        try await stage.push("vm.ovf", descriptor, to: scene.session)
    }

    private static let policyLater = Setting.filledItem.and("a security policy of its library") { stage, scene in
        try await stage.call(
            "local_library.update",
            ["library_id": .string(scene.library), "update_spec": ["security_policy_id": policy(stage)]])
    }

    private static func compliance(_ value: Bool) -> Expectation {
        .object("security_compliance \(value)") { $0["security_compliance"] == .bool(value) }
    }

    @Sendable private static func item(_ scene: Scene) -> Arguments { ["library_item_id": .string(scene.item)] }
    @Sendable private static func session(_ scene: Scene) -> Arguments {
        ["update_session_id": .string(scene.session)]
    }

    static let all: [Check] = [
        Check("library.item.create", strict, .fails(.invalidArgument)) {
            ["create_spec": ["name": "disc", "library_id": .string($0.library), "type": "iso"]]
        },
        Check("library.item.get", strictItem, compliance(true), arguments: item),
        Check("library.item.get", policyLater, compliance(false), arguments: item),
        Check(
            "library.item.get", .filledItem,
            .object("no security_compliance, or true") { $0["security_compliance"] != .bool(false) }, arguments: item),
        Check(
            "library.item.updatesession.file.validate", unsigned,
            .object("the missing manifest and certificate") {
                let missing = $0["missing_files"]?.array?.compactMap(\.string) ?? []
                return missing.sorted() == ["vm.cert", "vm.mf"]
            }, arguments: session),
        Check(
            "library.item.update_session.complete", unsigned, .fails(.notAllowedInCurrentState), .state("ACTIVE"),
            arguments: session),
        Check(
            "library.item.update_session.complete", unsigned, .fails(.notAllowedInCurrentState), .itemHolds([]),
            arguments: session),
    ]
}
