import BinderyRuntime
import Foundation

/// Who may call: logging in and out, and that every operation asks who calls.
enum AccessChecks {
    static let all = sessions + strangers

    /// A login session of its own, which the check may end.
    private static let loggedIn = Setting("a login session") { stage in
        var scene = Scene()
        let answer = try await stage.form.send(Call("cis.session.create"), as: stage.login)
        guard case .success(.string(let session)) = answer.result else { throw Disagreement("the login was refused") }
        scene.other = session
        scene.credential = .session(scene.other)
        return scene
    }

    private static let loggedOut = loggedIn.and("ended") { stage, scene in
        let answer = try await stage.form.send(Call("cis.session.delete"), as: .session(scene.other))
        try Expectation.nothing.verify(answer, in: stage.form)
    }

    private static let rightPassword = Setting("the right password") { stage in
        var scene = Scene()
        scene.credential = stage.login
        return scene
    }

    private static let wrongPassword = Setting("a wrong password") { _ in
        var scene = Scene()
        scene.credential = .password(name: "nobody-\(scene.token.prefix(8))", password: "wrong")
        return scene
    }

    private static let sessions: [Check] = [
        Check("cis.session.create", rightPassword, .identifier),
        Check("cis.session.create", wrongPassword, .fails(.unauthenticated)),
        Check(
            "cis.session.get", loggedIn,
            .object("the user and its times") {
                $0["user"]?.string?.isEmpty == false && $0["created_time"] != nil && $0["last_accessed_time"] != nil
            }),
        Check("cis.session.get", loggedOut, .fails(.unauthenticated)),
        Check("cis.session.delete", loggedIn, .nothing),
        Check("cis.session.delete", loggedOut, .fails(.unauthenticated)),
        Check("library.list", loggedIn, .anything),
        Check("library.list", loggedOut, .fails(.unauthenticated)),
    ]

    private static let nobody = Setting("nobody's call") { _ in
        var scene = Scene()
        scene.credential = .nobody
        return scene
    }

    private static let invented = Setting("an invented session") { _ in
        var scene = Scene()
        scene.credential = .session(UUID().uuidString.lowercased())
        return scene
    }

    private static let strangers = DescribedOperation.all.flatMap { operation in
        let arguments = anything.filter { argument in operation.parameters.contains { $0.name == argument.key } }
        return [nobody, invented].map { setting in
            Check(operation.shortName, setting, .fails(.unauthenticated), arguments: { _ in arguments })
        }
    }

    /// Arguments enough for any operation to be sent.
    private static let anything: Arguments = {
        let ids = [
            "library_id", "library", "library_item_id", "library_item", "source_library_item_id", "update_session_id",
            "download_session_id", "subscription", "usage", "certificate", "task", "version", "file_name", "name",
        ]
        return Dictionary(uniqueKeysWithValues: ids.map { ($0, JSONValue.string("none")) })
    }()
}
