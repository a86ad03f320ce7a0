extension Schema {
    /// What belongs to the server as a whole.
    static let settings = """
        -- Certificates that signatures and other servers may lead back to.
        CREATE TABLE trusted_certificate (
            id TEXT PRIMARY KEY NOT NULL,
            -- The SHA-256 digest of the DER: the same certificate is there once.
            fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
            pem TEXT NOT NULL,
            creation_time TEXT NOT NULL
        ) STRICT;

        -- Settings of the service that somebody changed (content.Configuration); the others have their defaults.
        CREATE TABLE service_setting (
            name TEXT PRIMARY KEY NOT NULL,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
