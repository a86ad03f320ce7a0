extension Schema {
    /// How files of download sessions are reached, and what kept them from being prepared.
    static let preparation = """
        ALTER TABLE download_session_file ADD COLUMN endpoint_type TEXT NOT NULL DEFAULT 'HTTPS'
            CHECK (endpoint_type IN ('HTTPS', 'DIRECT'));
        ALTER TABLE download_session_file ADD COLUMN error_message TEXT
            CHECK (error_message IS NULL OR json_valid(error_message));
        """
}
