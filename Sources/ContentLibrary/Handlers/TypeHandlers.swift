import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Type`: the types of items that the server has an adapter for.
struct ItemTypeHandler: ContentTypeHandler {
    typealias Operations = ContentType

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        ItemType.all.map { type in
            TypeInfo(
                description: type.description, name: type.name, type: type.type, vendor: ItemType.vendor,
                version: ItemType.version,
                supportedRules: type.supportedRules.isEmpty ? nil : type.supportedRules.map(\.model))
        }
    }
}

/// `Content.SecurityPolicies`: what libraries may demand of their items.
struct SecurityPoliciesHandler: ContentSecurityPoliciesHandler {
    typealias Operations = ContentSecurityPolicies

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        SecurityPolicy.all.map { policy in
            SecurityPoliciesInfo(
                policy: policy.id, name: policy.name, itemTypeRules: policy.rules.mapValues(\.model))
        }
    }
}

extension SecurityRule {
    var model: SecurityRuleType { SecurityRuleType(rawValue: rawValue) }
}
