import CLibYAML

/// Turns events into nodes.
struct YAMLComposer: ~Copyable {
    private var events: YAMLEvents
    private let file: SourceFile
    private let limits: ReadLimits
    private var anchors = YAMLAnchors()
    private var pendingMembers = PendingChildren<Node.Member>()
    private var pendingElements = PendingChildren<Node>()
    /// The nodes so far, aliases followed.
    private var nodeCount = 0
    /// The sequences and mappings that are open.
    private var depth = 0
    /// The greatest depth since the innermost open anchor, aliases followed.
    private var deepest = 0

    init(file: SourceFile, bytes: UnsafeBufferPointer<UInt8>, limits: ReadLimits) {
        self.file = file
        self.limits = limits
        events = YAMLEvents(file, bytes: bytes)
    }

    /// The one document of the stream.
    mutating func document() throws(Diagnostic) -> Node {
        try events.advance()
        try events.advance()
        guard events.type == YAML_DOCUMENT_START_EVENT else {
            return Node(.null, at: SourceLocation(file: file, line: 1, column: 1))
        }
        try events.advance()
        let node = try self.node()
        try events.advance()
        try events.advance()
        guard events.type == YAML_STREAM_END_EVENT else {
            throw .refusal(
                "multiple-documents", "a second YAML document begins here", at: events.location,
                help: "keep one document in a file"
            )
        }
        return node
    }

    /// The node that begins with the current event; afterwards its last event is current.
    private mutating func node() throws(Diagnostic) -> Node {
        nodeCount += 1
        try limits.checkNodes(nodeCount, at: events.location)
        switch events.type {
        case YAML_SCALAR_EVENT:
            guard let anchor = events.event.pointee.data.scalar.anchor else { return try scalar() }
            let text = events.withScalar(YAMLScalar.string)
            return try anchored(anchor, text: text) { (composer) throws(Diagnostic) in try composer.scalar() }
        case YAML_SEQUENCE_START_EVENT:
            guard let anchor = events.event.pointee.data.sequence_start.anchor else { return try sequence() }
            return try anchored(anchor, text: nil) { (composer) throws(Diagnostic) in try composer.sequence() }
        case YAML_MAPPING_START_EVENT:
            guard let anchor = events.event.pointee.data.mapping_start.anchor else { return try mapping() }
            return try anchored(anchor, text: nil) { (composer) throws(Diagnostic) in try composer.mapping() }
        default:
            return try alias().node
        }
    }

    private mutating func anchored(
        _ anchor: UnsafePointer<UInt8>,
        text: String?,
        _ body: (inout YAMLComposer) throws(Diagnostic) -> Node
    ) throws(Diagnostic) -> Node {
        let name = String(cString: anchor)
        let serial = anchors.open(name)
        let countBefore = nodeCount
        let deepestBefore = deepest
        deepest = depth
        let node = try body(&self)
        let target = YAMLAnchors.Target(
            node: node, text: text, nodeCount: nodeCount - countBefore, height: deepest - depth)
        anchors.close(name, serial, target)
        deepest = max(deepest, deepestBefore)
        return node
    }

    private mutating func alias() throws(Diagnostic) -> YAMLAnchors.Target {
        guard let name = events.event.pointee.data.alias.anchor else {
            throw .refusal("yaml-syntax", "invalid YAML: a node is missing", at: events.location, help: nil)
        }
        let target = try anchors.target(of: String(cString: name), at: events.location)
        nodeCount += target.nodeCount
        try limits.checkNodes(nodeCount, at: events.location)
        try limits.checkDepth(depth + target.height, at: events.location)
        deepest = max(deepest, depth + target.height)
        return target
    }

    private mutating func scalar() throws(Diagnostic) -> Node {
        let location = events.location
        try limits.checkScalar(events.event.pointee.data.scalar.length, at: location)
        if let tag = try YAMLTag(events.event.pointee.data.scalar.tag, at: location) {
            guard let value = events.withScalar(tag.value) else { throw tag.mismatch(at: location) }
            return Node(value, at: location)
        }
        if events.event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE {
            let value = events.withScalar(YAMLScalar.value)
            if case .string = value { return Node(value, at: location) }
            let isTagged = events.event.pointee.data.scalar.anchor == nil && events.hasNonSpecificTag
            if !isTagged { return Node(value, at: location) }
        }
        return Node(.string(events.withScalar(YAMLScalar.string)), at: location)
    }

    private mutating func sequence() throws(Diagnostic) -> Node {
        let location = events.location
        try checkTag(events.event.pointee.data.sequence_start.tag, is: .sequence, at: location)
        try descend(at: location)
        let first = pendingElements.count
        try events.advance()
        while events.type != YAML_SEQUENCE_END_EVENT {
            let element = try node()
            pendingElements.append(element)
            try events.advance()
        }
        depth -= 1
        return Node(.sequence(pendingElements.take(from: first)), at: location)
    }

    private mutating func mapping() throws(Diagnostic) -> Node {
        let location = events.location
        try checkTag(events.event.pointee.data.mapping_start.tag, is: .mapping, at: location)
        try descend(at: location)
        let first = pendingMembers.count
        var merge: YAMLMerge?
        try events.advance()
        while events.type != YAML_MAPPING_END_EVENT {
            let keyLocation = events.location
            let isMerge = isMergeKey
            let key = try self.key(at: keyLocation)
            try events.advance()
            let value = try node()
            if isMerge {
                if let merge { throw UniqueKeys.duplicate("<<", at: keyLocation, first: merge.location) }
                merge = YAMLMerge(location: keyLocation, position: pendingMembers.count - first, source: value)
            } else {
                pendingMembers.append(Node.Member(key: key, keyLocation: keyLocation, value: value))
            }
            try events.advance()
        }
        depth -= 1
        var members = pendingMembers.take(from: first)
        try UniqueKeys.check(members)
        if let merge { members = try merge.merged(into: members) }
        return Node(.mapping(members), at: location)
    }

    private var isMergeKey: Bool {
        events.type == YAML_SCALAR_EVENT
            && events.event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
            && events.withScalar { $0.is("<<") }
    }

    /// The text of the key that is the current event: `200`, `null` and `yes` are what they look like.
    private mutating func key(at location: SourceLocation) throws(Diagnostic) -> String {
        switch events.type {
        case YAML_SCALAR_EVENT:
            try limits.checkScalar(events.event.pointee.data.scalar.length, at: location)
            _ = try YAMLTag(events.event.pointee.data.scalar.tag, at: location)
            guard let anchor = events.event.pointee.data.scalar.anchor else {
                return events.withScalar(YAMLScalar.string)
            }
            let text = events.withScalar(YAMLScalar.string)
            _ = try anchored(anchor, text: text) { (composer) throws(Diagnostic) in try composer.scalar() }
            return text
        case YAML_ALIAS_EVENT:
            if let text = try alias().text { return text }
        default: break
        }
        throw .refusal(
            "non-scalar-key", "the key of a mapping is a sequence or a mapping", at: location,
            help: "write the key as text; quote it where it begins with '{' or '['"
        )
    }

    private mutating func descend(at location: SourceLocation) throws(Diagnostic) {
        depth += 1
        try limits.checkDepth(depth, at: location)
        deepest = max(deepest, depth)
    }

    private func checkTag(
        _ tag: UnsafePointer<UInt8>?, is expected: YAMLTag, at location: SourceLocation
    ) throws(Diagnostic) {
        guard let tag = try YAMLTag(tag, at: location), tag != expected else { return }
        throw tag.mismatch(at: location)
    }
}
