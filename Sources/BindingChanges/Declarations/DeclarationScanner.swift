/// Finds the declarations in the Swift text of generated files.
///
/// The bindings themselves are what their importers see, and what is left of them when the document they were made from is
/// gone; so they are read from their text and not described a second time. The scanner knows the Swift that templates
/// write: types, extensions, properties, initialisers, methods, cases and typealiases, without generics and subscripts.
/// Bodies are skipped.
struct DeclarationScanner {
    /// A declaration, and whether only those in the same module can see it.
    struct Found {
        var declaration: Declaration
        /// `public` or `package`; nil where no modifier says so.
        var access: String?
        /// Whether it adds to a type that stands elsewhere.
        var isInExtension = false
    }

    /// A type around what is read.
    private struct Scope {
        var path = ""
        var kind: Declaration.Kind?
        var access: String?
        var isExtension = false
    }

    /// What stands before a declaration's keyword.
    private struct Prefix {
        var access: String?
        var isStatic = false
        var isPrivate = false
        var deprecatedFor: String?
    }

    private var text: SwiftTextCursor
    private var found: [Found] = []

    static func scan(_ text: String) -> [Found] {
        var scanner = DeclarationScanner(text: SwiftTextCursor(text))
        scanner.declarations(in: Scope())
        return scanner.found
    }

    private init(text: SwiftTextCursor) { self.text = text }

    /// Reads declarations up to the brace that closes the scope.
    private mutating func declarations(in scope: Scope) {
        var prefix = Prefix()
        while let word = text.current {
            switch word {
            case "}":
                text.advance()
                if scope.kind != nil || scope.isExtension { return }
            case "#", "import":
                text.skipLine()
                prefix = Prefix()
            case "@":
                attribute(&prefix)
            case "public", "package", "open":
                text.advance()
                // `private(set)` says nothing of the declaration itself.
                if text.current == "(" { text.skipGroup() } else { prefix.access = word == "open" ? "public" : word }
            case "private", "fileprivate":
                text.advance()
                if text.current == "(" { text.skipGroup() } else { prefix.isPrivate = true }
            case "static", "class":
                text.advance()
                prefix.isStatic = true
            case "struct", "enum", "protocol", "extension":
                text.advance()
                type(word, prefix, in: scope)
                prefix = Prefix()
            case "typealias", "var", "let", "func", "init", "case":
                text.advance()
                member(word, prefix, in: scope)
                prefix = Prefix()
            case "{", "(", "[":
                text.skipGroup()
            default:
                text.advance()
            }
        }
    }

    private mutating func attribute(_ prefix: inout Prefix) {
        text.advance()
        let name = text.current
        text.advance()
        guard text.current == "(" else { return }
        let arguments = text.group()
        guard name == "available", arguments.contains("deprecated") else { return }
        prefix.deprecatedFor =
            arguments.firstRange(of: "renamed: \"").map {
                String(arguments[$0.upperBound...].prefix { $0 != "\"" })
            } ?? ""
    }

    // MARK: Types

    private mutating func type(_ keyword: String, _ prefix: Prefix, in scope: Scope) {
        let name = text.type()
        var conformances: [String] = []
        if text.skip(":") {
            repeat { conformances.append(text.type()) } while text.skip(",")
        }
        while let word = text.current, word != "{" { text.advance() }
        text.advance()
        var inner = Scope(path: scope.path.isEmpty ? name : "\(scope.path).\(name)")
        switch keyword {
        case "extension":
            inner.path = name
            inner.isExtension = true
            inner.access = prefix.access
        case "struct": inner.kind = .structure
        case "protocol": inner.kind = .handlerProtocol
        default: inner.kind = .enumeration
        }
        if let kind = inner.kind {
            inner.access = prefix.access
            add(
                Declaration(kind: kind, owner: scope.path, baseName: name, conformances: conformances), prefix,
                in: scope)
        }
        let count = found.count
        declarations(in: inner)
        // Nothing in a private type can be seen.
        if prefix.isPrivate { found.removeSubrange(count...) }
    }

    private mutating func add(_ declaration: Declaration, _ prefix: Prefix, in scope: Scope) {
        guard !prefix.isPrivate else { return }
        var declaration = declaration
        declaration.deprecatedFor = prefix.deprecatedFor
        let inherits = scope.kind == .handlerProtocol || declaration.kind == .enumCase || scope.isExtension
        found.append(
            Found(
                declaration: declaration, access: prefix.access ?? (inherits ? scope.access : nil),
                isInExtension: scope.isExtension))
    }

    // MARK: Members

    private mutating func member(_ keyword: String, _ prefix: Prefix, in scope: Scope) {
        switch keyword {
        case "case": cases(prefix, in: scope)
        case "func", "init": function(keyword, prefix, in: scope)
        case "typealias":
            let name = text.name()
            _ = text.skip("=")
            add(Declaration(kind: .alias, owner: scope.path, baseName: name, type: text.type()), prefix, in: scope)
        default: property(keyword, prefix, in: scope)
        }
    }

    private mutating func property(_ keyword: String, _ prefix: Prefix, in scope: Scope) {
        var declaration = Declaration(
            kind: prefix.isStatic ? .staticProperty : .property, owner: scope.path, baseName: text.name())
        if text.skip(":") { declaration.type = text.type() }
        declaration.isSettable = keyword == "var"
        if text.skip("=") {
            let value = text.expression()
            if declaration.baseName == "route", prefix.isStatic { declaration.route = value }
        }
        if text.current == "{" {
            // What is computed can be set only where it says so.
            let accessors = text.group()
            declaration.isSettable = accessors.hasPrefix("{ get") && accessors.contains(" set ")
        }
        add(declaration, prefix, in: scope)
    }

    private mutating func function(_ keyword: String, _ prefix: Prefix, in scope: Scope) {
        var declaration = Declaration(kind: .initializer, owner: scope.path, baseName: "init")
        if keyword == "init" {
            if text.skip("?") { declaration.effects.append("?") }
        } else {
            declaration.kind =
                prefix.isStatic ? .staticMethod : scope.kind == .handlerProtocol ? .requirement : .method
            declaration.baseName = text.name()
        }
        declaration.parameters = text.parameters()
        while let word = text.current, word == "async" || word == "throws" {
            text.advance()
            declaration.effects.append(word + (text.current == "(" ? text.group() : ""))
        }
        if text.skip("->") { declaration.type = text.type() }
        if text.current == "{" { text.skipGroup() }
        add(declaration, prefix, in: scope)
    }

    private mutating func cases(_ prefix: Prefix, in scope: Scope) {
        repeat {
            var declaration = Declaration(kind: .enumCase, owner: scope.path, baseName: text.name())
            declaration.parameters = text.current == "(" ? text.parameters() : []
            if text.skip("=") { _ = text.expression() }
            add(declaration, prefix, in: scope)
        } while text.skip(",")
    }
}
