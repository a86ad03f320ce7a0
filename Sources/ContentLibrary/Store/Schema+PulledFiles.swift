extension Schema {
    /// Where PULL files come from.
    static let pulledFiles = """
        CREATE TABLE pulled_file (
            -- The order in which they were added, and so in which they are fetched.
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            session_id TEXT NOT NULL,
            name TEXT NOT NULL,
            -- Without user information, which is a secret and goes when it is not needed any more.
            uri TEXT NOT NULL,
            user_information TEXT,
            -- The SHA-1 digest of the one certificate that is trusted, or the certificate in PEM.
            thumbprint TEXT CHECK (length(thumbprint) = 40),
            certificate TEXT,
            UNIQUE (session_id, name),
            FOREIGN KEY (session_id, name) REFERENCES update_session_file (session_id, name) ON DELETE CASCADE
        ) STRICT;

        CREATE TRIGGER pulled_file_over AFTER UPDATE OF status ON update_session_file
            WHEN NEW.source_type = 'PULL' AND NEW.status IN ('READY', 'ERROR') BEGIN
            UPDATE pulled_file SET user_information = NULL WHERE session_id = NEW.session_id AND name = NEW.name;
        END;
        CREATE TRIGGER pulling_session_over AFTER UPDATE OF state ON update_session WHEN NEW.state <> 'ACTIVE' BEGIN
            UPDATE pulled_file SET user_information = NULL WHERE session_id = NEW.id;
        END;

        -- 1: complete was called, and the session completes by itself once the last PULL file has arrived.
        ALTER TABLE update_session ADD COLUMN completing INTEGER NOT NULL DEFAULT 0 CHECK (completing IN (0, 1));
        """
}
