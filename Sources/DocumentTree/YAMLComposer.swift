import CLibYAML

/// Turns events into nodes.
struct YAMLComposer: ~Copyable {
    private var events: YAMLEvents
    private let file: SourceFile
    private let limits: ReadLimits
    private let profile: YAMLProfile
    private var anchors = YAMLAnchors()
    private var pendingMembers = PendingChildren<Node.Member>()
    private var pendingElements = PendingChildren<Node>()
    /// The nodes so far, aliases followed.
    private var nodeCount = 0
    /// The sequences and mappings that are open.
    private var depth = 0
    /// The greatest depth since the innermost open anchor, aliases followed.
    private var deepest = 0

    init(file: SourceFile, bytes: UnsafeBufferPointer<UInt8>, limits: ReadLimits, profile: YAMLProfile) {
        self.file = file
        self.limits = limits
        self.profile = profile
        events = YAMLEvents(file, bytes: bytes)
    }

    /// The one document of the stream; null where there is none.
    mutating func document() throws(Diagnostic) -> Node {
        try events.advance()
        guard try nextDocumentBegins() else { return Node(.null, at: SourceLocation(file: file, line: 1, column: 1)) }
        let root = try content()
        guard try nextDocumentBegins() else { return root }
        throw .refusal(
            "multiple-documents", "a second YAML document begins here", at: events.location,
            help: "keep one document in a file"
        )
    }

    /// All documents of the stream.
    mutating func documents() throws(Diagnostic) -> [Node] {
        try events.advance()
        var roots: [Node] = []
        while try nextDocumentBegins() { roots.append(try content()) }
        return roots
    }

    private mutating func nextDocumentBegins() throws(Diagnostic) -> Bool {
        try events.advance()
        return events.type == YAML_DOCUMENT_START_EVENT
    }

    /// The root of the document that begins with the current event; afterwards its last event is current.
    private mutating func content() throws(Diagnostic) -> Node {
        anchors = YAMLAnchors()
        try events.advance()
        let root = try node()
        try events.advance()
        return root
    }

    /// The node that begins with the current event; afterwards its last event is current.
    private mutating func node() throws(Diagnostic) -> Node {
        nodeCount += 1
        try limits.checkNodes(nodeCount, at: events.location)
        let (anchor, tag) = events.properties
        if let anchor { return events.type == YAML_ALIAS_EVENT ? try alias().node : try anchored(anchor, tag) }
        return if let tag = YAMLTag(tag) { try tagged(tag) } else { try untagged() }
    }

    private mutating func anchored(
        _ anchor: UnsafePointer<UInt8>, _ tag: UnsafePointer<UInt8>?
    ) throws(Diagnostic) -> Node {
        let name = String(cString: anchor)
        let text = events.type == YAML_SCALAR_EVENT ? events.withScalar(YAMLScalar.string) : nil
        let serial = anchors.open(name)
        let countBefore = nodeCount
        let deepestBefore = deepest
        deepest = depth
        let node = if let tag = YAMLTag(tag) { try tagged(tag) } else { try untagged() }
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

    private mutating func tagged(_ tag: YAMLTag) throws(Diagnostic) -> Node {
        let location = events.location
        let isScalar = events.type == YAML_SCALAR_EVENT
        if isScalar { try limits.checkScalar(events.event.pointee.data.scalar.length, at: location) }
        switch tag {
        case .core(let tag):
            if isScalar {
                guard let value = events.withScalar(tag.value) else { throw tag.mismatch(at: location) }
                return Node(value, at: location)
            }
            guard tag == (events.type == YAML_MAPPING_START_EVENT ? .mapping : .sequence) else {
                throw tag.mismatch(at: location)
            }
            return try untagged()
        case .application(let name):
            guard profile == .full else { throw YAMLTag.unsupported(name, at: location) }
            let value = isScalar ? .string(events.withScalar(YAMLScalar.string)) : try untagged().value
            return Node(value, at: location, tag: name)
        }
    }

    private mutating func untagged() throws(Diagnostic) -> Node {
        switch events.type {
        case YAML_SCALAR_EVENT: try scalar()
        case YAML_SEQUENCE_START_EVENT: try sequence()
        case YAML_MAPPING_START_EVENT: try mapping()
        default: throw .refusal("yaml-syntax", "invalid YAML: a node is missing", at: events.location, help: nil)
        }
    }

    private mutating func scalar() throws(Diagnostic) -> Node {
        let location = events.location
        try limits.checkScalar(events.event.pointee.data.scalar.length, at: location)
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
        try descend(at: location)
        let first = pendingMembers.count
        var merge: YAMLMerge?
        var haveNodeKeys = false
        try events.advance()
        while events.type != YAML_MAPPING_END_EVENT {
            let place = events.place
            let isMerge = isMergeKey
            let (key, nodeKey) = try self.key()
            if nodeKey != nil { haveNodeKeys = true }
            try events.advance()
            let value = try node()
            if isMerge {
                let keyLocation = SourceLocation(file: file, line: place.line, column: place.column)
                if let merge { throw UniqueKeys.duplicate("<<", at: keyLocation, first: merge.location) }
                merge = YAMLMerge(location: keyLocation, position: pendingMembers.count - first, source: value)
            } else {
                pendingMembers.append(Node.Member(key: key, nodeKey: nodeKey, keyPlace: place, value: value))
            }
            try events.advance()
        }
        depth -= 1
        var members = pendingMembers.take(from: first)
        // Whether two nodes are the same key, only those can tell who know their tags (YAML 1.2.2 §3.2.1.3).
        try UniqueKeys.check(haveNodeKeys ? members.filter { $0.keyNode == nil } : members)
        if let merge { members = try merge.merged(into: members) }
        return Node(.mapping(members), at: location)
    }

    private var isMergeKey: Bool {
        guard events.type == YAML_SCALAR_EVENT,
            events.event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE,
            events.withScalar({ $0.is("<<") })
        else { return false }
        return switch YAMLTag(events.event.pointee.data.scalar.tag) {
        case nil, .core(.merge): true
        default: false
        }
    }

    /// The key that is the current event: its text, where `200`, `null` and `yes` are what they look like, and the
    /// node where it is more than a text.
    private mutating func key() throws(Diagnostic) -> (text: String, node: NodeKey?) {
        switch events.type {
        case YAML_SCALAR_EVENT:
            try limits.checkScalar(events.event.pointee.data.scalar.length, at: events.location)
            if events.event.pointee.data.scalar.tag == nil, events.event.pointee.data.scalar.anchor == nil {
                return (events.withScalar(YAMLScalar.string), nil)
            }
            let text = events.withScalar(YAMLScalar.string)
            let node = try self.node()
            return node.tag == nil ? (text, nil) : ("", NodeKey(node))
        case YAML_ALIAS_EVENT:
            let target = try alias()
            if target.node.tag == nil, let text = target.text { return (text, nil) }
            try checkNodeKeysAllowed()
            return ("", NodeKey(target.node))
        default:
            try checkNodeKeysAllowed()
            return ("", NodeKey(try node()))
        }
    }

    private func checkNodeKeysAllowed() throws(Diagnostic) {
        guard profile != .full else { return }
        throw .refusal(
            "non-scalar-key", "the key of a mapping is a sequence or a mapping", at: events.location,
            help: "write the key as text; quote it where it begins with '{' or '['"
        )
    }

    private mutating func descend(at location: SourceLocation) throws(Diagnostic) {
        depth += 1
        try limits.checkDepth(depth, at: location)
        deepest = max(deepest, depth)
    }
}
