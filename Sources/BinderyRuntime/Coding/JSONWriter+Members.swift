#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension JSONWriter {
    /// Writes a member; omits it where the value is nil.
    /// - Parameters:
    ///   - key: the key as it stands in JSON, escapes included.
    ///   - value: the value.
    public mutating func member(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Bool?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Int?) {
        guard let value else { return }
        self.key(key)
        self.value(Int64(value))
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Int32?) {
        guard let value else { return }
        self.key(key)
        self.value(Int64(value))
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Int64?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Double?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Float?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Date?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: Data?) {
        guard let value else { return }
        self.key(key)
        self.value(value)
    }

    /// Writes a member; omits it where the value is nil.
    public mutating func member(_ key: StaticString, _ value: [String]?) {
        guard let value else { return }
        self.key(key)
        beginArray()
        for element in value { self.value(element) }
        endArray()
    }

    /// Writes a member of any type that is written as JSON; omits it where the value is nil.
    public mutating func member<Value: JSONEncodable>(_ key: StaticString, _ value: Value?) {
        guard let value else { return }
        self.key(key)
        value.encode(json: &self)
    }

    /// Writes a member that is `null` where the value is nil: for properties that are required and nullable.
    public mutating func nullable<Value: JSONEncodable>(_ key: StaticString, _ value: Value?) {
        self.key(key)
        if let value { value.encode(json: &self) } else { null() }
    }

    /// Writes a value of any type that is written as JSON.
    public mutating func value<Value: JSONEncodable>(_ value: Value) {
        value.encode(json: &self)
    }

    /// Writes members whose keys are not known beforehand (`additionalProperties`), in the order of their keys, so that
    /// equal values give equal texts.
    public mutating func members<Value: JSONEncodable>(_ members: [String: Value]) {
        for key in members.keys.sorted() {
            guard let value = members[key] else { continue }
            self.key(key)
            value.encode(json: &self)
        }
    }
}
