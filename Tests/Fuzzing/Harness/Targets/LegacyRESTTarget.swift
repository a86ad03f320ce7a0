import BinderyRuntime
import SeededRandom

extension FuzzTarget {
    /// Requests of the REST form before that of `/api`. Each is answered in that form.
    static let legacyREST: FuzzTarget = {
        let stage = WireFormsStage()
        return FuzzTarget(
            "rest", samples: restSamples, words: restWords, seams: .characters(jsonSeams + "/?&=\n ")
        ) { bytes, _ async throws(Violation) in
            guard let answer = try await stage.answer(bytes) else { return false }
            guard answer.path.hasPrefix("/rest/") else { return false }
            if answer.body.isEmpty {
                try require(answer.status == 200, "the status is \(answer.status), and nothing says why")
                return true
            }
            guard let json = try? JSONValue.decode(from: answer.body), case .object(let object) = json else {
                throw Violation(
                    "the answer is no object: '\(String(decoding: answer.body, as: UTF8.self).prefix(200))'")
            }
            if (200..<300).contains(answer.status) {
                try require(object.members.map(\.key) == ["value"], "\(json) is no value")
                return true
            }
            try require((400..<600).contains(answer.status), "the status is \(answer.status)")
            guard case .string? = json["type"], case .object? = json["value"] else {
                throw Violation("\(json) is no error of this form")
            }
            return false
        }
    }()

    private static let restSamples = [
        "POST /rest/com/vmware/cis/session\nAuthorization: Basic YTpi\n\n",
        "GET /rest/com/vmware/content/library/id:6482e5fd\nCookie: vmware-api-session-id=\"1\"; a=b\n\n",
        "GET /rest/com/vmware/content/library\n\n",
        "DELETE /rest/com/vmware/content/local-library/id:a%20b\n\n",
        """
        POST /rest/com/vmware/content/local-library

        {"create_spec":{"name":"l","storage_backings":[{"datastore_id":"d","type":"DATASTORE"}],"type":"LOCAL"}}
        """,
        "POST /rest/com/vmware/content/library?~action=find\n\n{\"spec\":{\"name\":\"l\"}}",
        "GET /rest/com/vmware/content/library/item?library_id=1\n\n",
        """
        POST /rest/com/vmware/content/library/item/updatesession/file/id:1?~action=add

        {"file_spec":{"name":"b","size":20000,"source_type":"PUSH","checksum_info":{"checksum":"00"}}}
        """,
        "POST /rest/com/vmware/content/library/item/update-session/id:1?~action=complete\n\n",
        "PATCH /rest/com/vmware/content/library/id:1\n\n{\"update_spec\":{\"description\":\"n\"}}",
        """
        POST /rest/com/vmware/content/library/item/id:1?~action=copy

        {"destination_create_spec":{"library_id":"2","name":"b"},"client_token":"3"}
        """,
    ].map { Array($0.utf8) }

    private static let restWords =
        jsonWords + [
            "/id:", "id:", "/id:%", "/id:%FF", "/id:..", "%2F", "?", "&", "?~action=", "~action=get", "item", "/file",
            "/update-session", "/download-session", "subscribed-library", "-", "_", "true", "client_token=1%0A",
            "\"client_token\":\"a\\nb\",", "{\"key\":\"a\",\"value\":\"b\"}", "[{\"key\":\"a\"}]", "PUT ", "HEAD ",
            "OPTIONS ",
            "library_item_id=", "Cookie: vmware-api-session-id=\"",
        ]
}
