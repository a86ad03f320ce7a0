/// Joins words to names as the Swift API Design Guidelines have them: types in `UpperCamelCase`, everything else in
/// `lowerCamelCase`, acronyms in one case.
enum Naming {
    /// `updateSessionId`, `url` from `URL`, `notFound` from `NOT_FOUND`; not yet checked against keywords.
    static func lowerCamel(_ name: String, spellingSymbols: Bool = false) -> String {
        let words = Words(name, spellingSymbols: spellingSymbols).list
        return join(words.enumerated().map { $0.offset == 0 ? lowercasedFirst($0.element) : capitalized($0.element) })
    }

    /// `HTMLPage`, `NotFound` from `NOT_FOUND`, `ContentLibraryItem` from `content.library.item`.
    ///
    /// What has no upper case (`1st`, `日本語`) gets a prefix, so that no type is called like a property or case.
    static func upperCamel(_ name: String, prefix: String = "Model") -> String {
        let joined = join(Words(name).list.map(capitalized))
        guard let first = joined.first, !first.isUppercase else { return joined }
        return prefix + (first == "_" ? joined.dropFirst() : joined[...])
    }

    /// `self` and `init` cannot be members even in backticks.
    static func member(_ name: String) -> String {
        switch name {
        case "self", "init": name + "Value"
        default: name
        }
    }

    /// A name that the configuration gives to a member: as it stands, unless what a `*` stood for makes it no identifier.
    static func configured(_ name: String) -> String {
        member(ConfigurationReader.isIdentifier(name) ? name : lowerCamel(name))
    }

    /// `name` in backticks where Swift's grammar asks for them.
    static func escaped(_ name: String) -> String {
        ReservedNames.keywords.contains(name) ? "`\(name)`" : name
    }

    /// `name` as the label of an argument, where keywords stand as they are and backticks are warned about.
    static func label(_ name: String) -> String { name == "inout" ? "`inout`" : name }

    private static func capitalized(_ word: String) -> String {
        guard let first = word.first, first.isLowercase else { return word }
        return first.uppercased() + word.dropFirst()
    }

    /// The first word of a lower-camel name: an acronym (`URL`, `IDs`) goes to lower case as a whole.
    private static func lowercasedFirst(_ word: String) -> String {
        guard let first = word.first, first.isUppercase else { return word }
        let stem = word.hasSuffix("s") ? word.dropLast() : word[...]
        let isAcronym = !stem.contains { $0.isLowercase }
        return isAcronym ? word.lowercased() : first.lowercased() + word.dropFirst()
    }

    private static func join(_ words: [String]) -> String {
        var name = ""
        for word in words {
            if let last = name.unicodeScalars.last, let first = word.unicodeScalars.first,
                Words.isDigit(last), Words.isDigit(first)
            {
                name += "_"
            }
            name += word
        }
        guard let first = name.unicodeScalars.first else { return "_" }
        let isHead = first.isASCII ? !Words.isDigit(first) : first.properties.isXIDStart
        return isHead ? name : "_" + name
    }
}
