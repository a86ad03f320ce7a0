/// The function that registers a group of operations at paths of its caller's choice.
struct PlacementSubject: TemplateSubject {
    let methods: [HandlerMethodSubject]

    static let members: [TemplateMember] = [
        .text("signature", "The function that registers the operations, up to the brace."),
        .list("places", of: PlaceSubject.self, "The paths."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "signature": .text(signature)
        case "places": .list(places)
        default: .text("")
        }
    }

    /// The operations under the parameter of their path.
    private var places: [PlaceSubject] {
        var places: [PlaceSubject] = []
        for method in methods {
            guard let name = method.plan.placeName else { continue }
            if let last = places.indices.last, places[last].name == name {
                places[last].methods.append(method)
            } else {
                places.append(PlaceSubject(name: name, methods: [method]))
            }
        }
        return places
    }

    private var signature: String {
        LineFitting.signature(
            "public func register(",
            ["in router: inout Router"] + places.map { "\(Naming.escaped($0.name)): String? = nil" }, ["{"],
            indentation: "    ")
    }
}

/// One path, with the operations at it.
struct PlaceSubject: TemplateSubject {
    let name: String
    var methods: [HandlerMethodSubject]

    static let members: [TemplateMember] = [
        .text("name", "The parameter that has the path, in backticks where it is a keyword."),
        .list("registrations", of: RegistrationSubject.self, "The operations at the path."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(Naming.escaped(self.name))
        case "registrations": .list(methods.map { RegistrationSubject(method: $0, place: self.name) })
        default: .text("")
        }
    }
}

/// One operation at the path.
struct RegistrationSubject: TemplateSubject {
    let method: HandlerMethodSubject
    let place: String

    static let members: [TemplateMember] = [
        .text("code", "The statement that registers the operation.")
    ]

    func member(_ name: String) -> TemplateValue {
        guard name == "code" else { return .text("") }
        let head = LineFitting.signature(
            "router.on(", ["\(method.speller.text(method.plan.name, in: nil)).self", "at: \(Naming.escaped(place))"],
            ["{"], indentation: "            ")
        let call = "try await self.\(Naming.escaped(method.plan.methodName))($0, context: $1)"
        return .text(LineFitting.block(CodeBlock(head, [call]), indentation: "            "))
    }
}
