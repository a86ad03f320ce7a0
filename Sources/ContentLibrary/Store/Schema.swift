import GRDB

/// The store's schema, as a list of named migrations to which one may only append.
///
/// It is the documentation of what always holds: what a constraint can say, no code says again. Times are UTC text
/// with milliseconds, which sort as they should; structures nobody searches in are JSON text.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 libraries, items and their content") { try $0.execute(sql: libraries) }
        migrator.registerMigration("2 update and download sessions") { try $0.execute(sql: sessions) }
        migrator.registerMigration("3 released content objects") { try $0.execute(sql: released) }
        migrator.registerMigration("4 client tokens and login sessions") { try $0.execute(sql: access) }
        migrator.registerMigration("published libraries") { try $0.execute(sql: publishing) }
        migrator.registerMigration("pulled files") { try $0.execute(sql: pulledFiles) }
        migrator.registerMigration("subscribed libraries") { try $0.execute(sql: subscribing) }
        migrator.registerMigration("trusted certificates and service settings") { try $0.execute(sql: settings) }
        migrator.registerMigration("limits") { try $0.execute(sql: limits) }
        migrator.registerMigration("what type adapters find") { try $0.execute(sql: adapters) }
        migrator.registerMigration("storage backings, usages, changes and tasks") { try $0.execute(sql: operations) }
        migrator.registerMigration("listing and counting") { try $0.execute(sql: listing) }
        migrator.registerMigration("preparation of downloads") { try $0.execute(sql: preparation) }
        return migrator
    }

    private static let libraries = """
        CREATE TABLE library (
            id TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
            description TEXT NOT NULL CHECK (length(description) <= 2000),
            type TEXT NOT NULL CHECK (type IN ('LOCAL', 'SUBSCRIBED')),
            optimize_remote_publishing INTEGER NOT NULL CHECK (optimize_remote_publishing IN (0, 1)),
            -- The optimistic lock: counts updates of the library itself, never of what is in it.
            version INTEGER NOT NULL CHECK (version >= 1),
            creation_time TEXT NOT NULL,
            last_modified_time TEXT NOT NULL
        ) STRICT;

        CREATE TABLE library_item (
            id TEXT PRIMARY KEY NOT NULL,
            library_id TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
            description TEXT NOT NULL CHECK (length(description) <= 2000),
            type TEXT NOT NULL,
            source_id TEXT,
            -- Counts completed sessions that changed the files.
            content_version INTEGER NOT NULL CHECK (content_version >= 1),
            -- Counts updates of name, description and type.
            metadata_version INTEGER NOT NULL CHECK (metadata_version >= 1),
            version INTEGER NOT NULL CHECK (version >= 1),
            creation_time TEXT NOT NULL,
            last_modified_time TEXT NOT NULL,
            UNIQUE (library_id, name)
        ) STRICT;
        CREATE INDEX library_item_by_name ON library_item (name COLLATE NOCASE);

        -- Bytes in the content folder: whole, verified, durable, and never changed again.
        CREATE TABLE content_object (
            id TEXT PRIMARY KEY NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            checksum_algorithm TEXT NOT NULL CHECK (checksum_algorithm IN ('SHA1', 'MD5', 'SHA256', 'SHA512')),
            checksum TEXT NOT NULL
        ) STRICT;

        -- What an item holds, for everyone to see. A copy of an item refers to the same objects.
        CREATE TABLE item_file (
            item_id TEXT NOT NULL REFERENCES library_item (id) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) > 0),
            object_id TEXT NOT NULL REFERENCES content_object (id) ON DELETE RESTRICT,
            -- The content version of the item that brought this copy of the file.
            version INTEGER NOT NULL CHECK (version >= 1),
            -- The order in which the files were added.
            position INTEGER NOT NULL,
            PRIMARY KEY (item_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX item_file_by_object ON item_file (object_id);
        """

    private static let sessions = """
        CREATE TABLE update_session (
            id TEXT PRIMARY KEY NOT NULL,
            item_id TEXT NOT NULL REFERENCES library_item (id) ON DELETE CASCADE,
            user TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'DONE', 'ERROR', 'CANCELED')),
            item_content_version INTEGER NOT NULL,
            client_progress INTEGER NOT NULL CHECK (client_progress BETWEEN 0 AND 100),
            warning_behavior TEXT NOT NULL CHECK (json_valid(warning_behavior)),
            error_message TEXT CHECK (error_message IS NULL OR json_valid(error_message)),
            -- ACTIVE: when it expires for want of activity. Otherwise: when it is forgotten.
            expiration_time TEXT NOT NULL,
            CHECK ((state = 'ERROR') = (error_message IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX one_active_update_session_per_item ON update_session (item_id) WHERE state = 'ACTIVE';
        CREATE INDEX update_session_by_item ON update_session (item_id);
        CREATE INDEX update_session_by_user ON update_session (user);
        CREATE INDEX update_session_by_expiration ON update_session (expiration_time);

        -- What the item will hold once the session completes: its files, unchanged, replaced or new. A file the item
        -- has and the session has not is one that the session removes.
        CREATE TABLE update_session_file (
            session_id TEXT NOT NULL REFERENCES update_session (id) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) > 0),
            position INTEGER NOT NULL,
            source_type TEXT NOT NULL CHECK (source_type IN ('NONE', 'PUSH', 'PULL')),
            declared_size INTEGER CHECK (declared_size >= 0),
            declared_algorithm TEXT CHECK (declared_algorithm IN ('SHA1', 'MD5', 'SHA256', 'SHA512')),
            declared_checksum TEXT,
            status TEXT NOT NULL
                CHECK (status IN ('WAITING_FOR_TRANSFER', 'TRANSFERRING', 'VALIDATING', 'READY', 'ERROR')),
            -- The upload the file listens to.
            upload_id TEXT,
            -- What was received or, for NONE, what the item has. Given up when the session ends.
            object_id TEXT REFERENCES content_object (id) ON DELETE RESTRICT,
            -- Known once READY, and kept when the object is given up.
            size INTEGER CHECK (size >= 0),
            error_message TEXT CHECK (error_message IS NULL OR json_valid(error_message)),
            -- 0: the item will not list the file (manifests and certificates of OVF). Unset is kept.
            keep_in_storage INTEGER CHECK (keep_in_storage IN (0, 1)),
            PRIMARY KEY (session_id, name),
            CHECK ((declared_algorithm IS NULL) = (declared_checksum IS NULL)),
            CHECK (upload_id IS NULL OR status IN ('TRANSFERRING', 'VALIDATING', 'ERROR')),
            CHECK (object_id IS NULL OR status = 'READY'),
            CHECK ((status = 'READY') = (size IS NOT NULL)),
            CHECK ((status = 'ERROR') = (error_message IS NOT NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX update_session_file_by_object ON update_session_file (object_id) WHERE object_id IS NOT NULL;

        CREATE TABLE download_session (
            id TEXT PRIMARY KEY NOT NULL,
            item_id TEXT NOT NULL REFERENCES library_item (id) ON DELETE CASCADE,
            user TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'CANCELED', 'ERROR')),
            item_content_version INTEGER NOT NULL,
            client_progress INTEGER NOT NULL CHECK (client_progress BETWEEN 0 AND 100),
            error_message TEXT CHECK (error_message IS NULL OR json_valid(error_message)),
            expiration_time TEXT NOT NULL,
            CHECK ((state = 'ERROR') = (error_message IS NOT NULL))
        ) STRICT;
        CREATE INDEX download_session_by_item ON download_session (item_id);
        CREATE INDEX download_session_by_user ON download_session (user);
        CREATE INDEX download_session_by_expiration ON download_session (expiration_time);

        -- The item's files as they were when the session began: an update that completes meanwhile does not reach it.
        CREATE TABLE download_session_file (
            session_id TEXT NOT NULL REFERENCES download_session (id) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) > 0),
            position INTEGER NOT NULL,
            status TEXT NOT NULL
                CHECK (status IN ('UNPREPARED', 'PREPARE_REQUESTED', 'PREPARING', 'PREPARED', 'ERROR')),
            object_id TEXT REFERENCES content_object (id) ON DELETE RESTRICT,
            size INTEGER NOT NULL CHECK (size >= 0),
            checksum_algorithm TEXT NOT NULL,
            checksum TEXT NOT NULL,
            bytes_transferred INTEGER NOT NULL DEFAULT 0 CHECK (bytes_transferred BETWEEN 0 AND size),
            PRIMARY KEY (session_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX download_session_file_by_object ON download_session_file (object_id) WHERE object_id IS NOT NULL;
        """

    /// Whoever lets go of an object leaves a note; the collector follows the notes. So no deletion, of however much
    /// at once, can forget the bytes, and none has to search for them.
    private static let released = """
        CREATE TABLE released_object (
            id TEXT PRIMARY KEY NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER item_file_deleted AFTER DELETE ON item_file BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER item_file_replaced AFTER UPDATE OF object_id ON item_file
            WHEN OLD.object_id <> NEW.object_id BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER update_session_file_deleted AFTER DELETE ON update_session_file
            WHEN OLD.object_id IS NOT NULL BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER update_session_file_released AFTER UPDATE OF object_id ON update_session_file
            WHEN OLD.object_id IS NOT NULL AND OLD.object_id IS NOT NEW.object_id BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER download_session_file_deleted AFTER DELETE ON download_session_file
            WHEN OLD.object_id IS NOT NULL BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER download_session_file_released AFTER UPDATE OF object_id ON download_session_file
            WHEN OLD.object_id IS NOT NULL AND OLD.object_id IS NOT NEW.object_id BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        """

    private static let access = """
        -- The same token of the same user for the same operation is the same request.
        CREATE TABLE client_token (
            operation TEXT NOT NULL,
            user TEXT NOT NULL,
            token TEXT NOT NULL,
            result_id TEXT NOT NULL,
            creation_time TEXT NOT NULL,
            PRIMARY KEY (operation, user, token)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_token_by_age ON client_token (creation_time);

        -- A login session by the digest of its identifier: who reads the database cannot log in with it.
        CREATE TABLE login_session (
            digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64),
            user TEXT NOT NULL,
            creation_time TEXT NOT NULL,
            last_accessed_time TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
