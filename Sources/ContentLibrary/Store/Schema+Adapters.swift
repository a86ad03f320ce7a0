extension Schema {
    /// What type adapters find in content.
    static let adapters = """
        -- A digest by an algorithm that was not summed while the bytes came: manifests choose theirs.
        CREATE TABLE content_digest (
            object_id TEXT NOT NULL REFERENCES content_object (id) ON DELETE CASCADE,
            algorithm TEXT NOT NULL CHECK (algorithm IN ('SHA1', 'MD5', 'SHA256', 'SHA512')),
            value TEXT NOT NULL,
            PRIMARY KEY (object_id, algorithm)
        ) STRICT, WITHOUT ROWID;

        -- What is known of the content before the session completes; NULL is UNAVAILABLE.
        ALTER TABLE update_session ADD COLUMN preview TEXT CHECK (preview IS NULL OR json_valid(preview));

        -- The archive that brought the file.
        ALTER TABLE update_session_file ADD COLUMN archive TEXT;

        -- What verifying the signature of the content found; NULL for content that is not signed.
        ALTER TABLE library_item ADD COLUMN certificate_verification TEXT
            CHECK (certificate_verification IS NULL OR json_valid(certificate_verification));
        """
}
