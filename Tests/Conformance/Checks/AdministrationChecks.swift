import BinderyRuntime

/// What is around libraries: usages, subscriptions, certificates, policies, types, the configuration and tasks.
enum AdministrationChecks {
    static let all = usages + subscriptions + certificates + settings + tasks

    private static let usageSpec: JSONValue = ["resource_urn": "urn:example:cluster:1"]

    private static let used = Setting.library.and("a usage of it") { stage, scene in
        scene.other = try await stage.text(
            "library.usages.add", ["library": .string(scene.library), "spec": usageSpec])
    }
    @Sendable private static func library(_ scene: Scene) -> Arguments { ["library": .string(scene.library)] }
    @Sendable private static func usage(_ scene: Scene) -> Arguments {
        ["library": .string(scene.library), "usage": .string(scene.other)]
    }

    private static let usages: [Check] = [
        Check("library.usages.add", .library, .identifier) { library($0).merging(["spec": usageSpec]) { $1 } },
        Check("library.usages.add", used, .fails(.alreadyExists)) { library($0).merging(["spec": usageSpec]) { $1 } },
        Check("library.usages.add", .library, .fails(.invalidArgument)) {
            library($0).merging(["spec": ["resource_urn": ""]]) { $1 }
        },
        Check("library.usages.add", .unknown, .fails(.notFound)) { library($0).merging(["spec": usageSpec]) { $1 } },
        Check(
            "library.usages.list", .library,
            .object("no usages") {
                $0["library_usage_list"]?.array?.isEmpty == true
            }, arguments: library),
        Check(
            "library.usages.list", used,
            .object("the usage") {
                $0["library_usage_list"]?.array?.count == 1
            }, arguments: library),
        Check("library.usages.list", .unknown, .fails(.notFound), arguments: library),
        Check(
            "library.usages.get", used,
            .object("its resource") {
                $0["resource_urn"]?.string == "urn:example:cluster:1"
            }, arguments: usage),
        Check("library.usages.get", .library, .fails(.notFound)) { library($0).merging(["usage": "none"]) { $1 } },
        Check("library.usages.get", .unknown, .fails(.notFound), arguments: usage),
        Check("library.usages.remove", used, .nothing, .noUsages, arguments: usage),
        Check("library.usages.remove", .library, .fails(.notFound)) { library($0).merging(["usage": "none"]) { $1 } },
        Check("library.usages.remove", .unknown, .fails(.notFound), arguments: usage),
        Check("local_library.delete", used, .fails(.notAllowedInCurrentState)) {
            ["library_id": .string($0.library)]
        },
    ]

    @Sendable private static func subscription(_ scene: Scene) -> Arguments {
        ["library": .string(scene.library), "subscription": .string(scene.other)]
    }

    private static let subscriptions: [Check] = [
        Check("library.subscriptions.list", .unknown, .fails(.notFound), arguments: library),
        Check("library.subscriptions.get", .unknown, .fails(.notFound), arguments: subscription),
        Check("library.subscriptions.delete", .unknown, .fails(.notFound), arguments: subscription),
        Check("library.subscriptions.update", .unknown, .fails(.notFound)) {
            subscription($0).merging(["spec": [:]]) { $1 }
        },
        Check("local_library.publish", .library, .fails(.notAllowedInCurrentState)) {
            ["library_id": .string($0.library)]
        },
        Check("subscribed_library.create", .nothing, .fails(.invalidArgument)) {
            ["create_spec": ["name": .string($0.name), "type": "SUBSCRIBED"]]
        },
        Check(
            "subscribed_library.probe", .nothing,
            .object("INVALID_URL") {
                $0["status"]?.string == "INVALID_URL"
            }
        ) { _ in
            [
                "subscription_info": [
                    "subscription_url": "no url", "authentication_method": "NONE", "automatic_sync_enabled": false,
                    "on_demand": true,
                ]
            ]
        },
    ]

    private static let certificates: [Check] = [
        Check("trusted_certificates.list", .nothing, .anything),
        Check("trusted_certificates.get", .unknown, .fails(.notFound)) { ["certificate": .string($0.other)] },
        Check("trusted_certificates.delete", .unknown, .fails(.notFound)) { ["certificate": .string($0.other)] },
        Check("trusted_certificates.create", .nothing, .fails(.error, .invalidArgument)) { _ in
            ["spec": ["cert_text": "no certificate"]]
        },
    ]

    private static let settings: [Check] = [
        Check(
            "type.list", .nothing,
            .list("ovf and iso among them") { types in
                let names = types.compactMap { $0["type"]?.string }
                return names.contains("ovf") && names.contains("iso")
            }),
        Check("security_policies.list", .nothing, .anything),
        Check("configuration.get", .nothing, .object("its settings") { !$0.members.isEmpty }),
    ]

    private static let tasks: [Check] = [
        Check("cis.tasks.get", .unknown, .fails(.notFound)) { ["task": .string($0.other)] },
        Check("cis.tasks.cancel", .unknown, .fails(.notFound)) { ["task": .string($0.other)] },
        Check("cis.tasks.list", .nothing, .anything) { _ in
            ["filter_spec": ["services": ["com.vmware.content.library"]]]
        },
    ]
}

extension Effect {
    static let noUsages = Effect("there is no usage left") { stage, scene in
        let list = try await stage.object("library.usages.list", ["library": .string(scene.library)])
        guard list["library_usage_list"]?.array?.isEmpty == true else { throw Disagreement("there still is one") }
    }
}
