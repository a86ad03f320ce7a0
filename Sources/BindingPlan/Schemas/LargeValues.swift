/// Structs hold their properties in place, and those theirs, so that a deep document makes values of many kilobytes: slow
/// to copy, and slower to compile, without bound. What takes more than a limit is kept behind a pointer: properties as
/// `@Indirect`, cases as `indirect`. Nothing else about them changes, and no value takes more than the limit for each of
/// its properties.
struct LargeValues {
    /// In bytes; about a dozen strings.
    static let limit = 256

    private var sizes: [TypeName: Int] = [:]

    init() {}

    /// Cycles have to be broken already.
    mutating func makeIndirect(in types: inout [TypePlan]) {
        var indices: [TypeName: Int] = [:]
        for (index, type) in types.enumerated() { indices[type.name] = index }
        for index in types.indices { _ = size(of: types[index].name, &types, indices, depth: 0) }
    }

    /// The size of a value of `type` where it stands.
    func size(_ type: SwiftType) -> Int {
        switch type {
        case .void: 0
        case .bool: 1
        case .int32, .float: 4
        case .int, .int64, .double, .date, .array, .dictionary, .bytes: 8
        case .string, .data, .external: 16
        case .json, .stream, .sequence, .event, .headed: 24
        case .part: 80
        case .optional(let wrapped): size(wrapped) + 1
        case .named(let name): sizes[name] ?? 16
        }
    }

    private mutating func size(
        of name: TypeName, _ types: inout [TypePlan], _ indices: [TypeName: Int], depth: Int
    ) -> Int {
        if let known = sizes[name] { return known }
        guard let index = indices[name], depth < 512 else { return 8 }
        sizes[name] = 8
        var total = 0
        switch types[index].kind {
        case .openEnum(let plan): total = size(plan.rawType)
        case .contents: total = 64
        case .alias(let type), .wrapper(let type):
            total = size(type, &types, indices, depth)
        case .structure(var plan):
            for position in plan.properties.indices where !plan.properties[position].isIndirect {
                let own = size(plan.properties[position].fullType, &types, indices, depth)
                if own > Self.limit { plan.properties[position].isIndirect = true }
                total += own > Self.limit ? 8 : (own + 7) & ~7
            }
            if plan.additional != nil { total += 8 }
            types[index].kind = .structure(plan)
        case .alternatives(var plan):
            if case .base(let base) = plan.unknown, !plan.isUnknownIndirect {
                let own = size(base, &types, indices, depth) + size(.json)
                plan.isUnknownIndirect = own > Self.limit
                total = own > Self.limit ? 8 : own
            }
            for position in plan.cases.indices where !plan.cases[position].isIndirect {
                let own = size(plan.cases[position].type, &types, indices, depth)
                if own > Self.limit { plan.cases[position].isIndirect = true }
                total = max(total, own > Self.limit ? 8 : own)
            }
            total += 1
            types[index].kind = .alternatives(plan)
        }
        sizes[name] = total
        return total
    }

    private mutating func size(
        _ type: SwiftType, _ types: inout [TypePlan], _ indices: [TypeName: Int], _ depth: Int
    ) -> Int {
        switch type {
        case .optional(let wrapped): size(wrapped, &types, indices, depth) + 1
        case .named(let name): size(of: name, &types, indices, depth: depth + 1)
        default: size(type)
        }
    }
}
