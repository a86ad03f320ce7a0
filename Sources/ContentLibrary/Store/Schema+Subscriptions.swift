extension Schema {
    /// Published libraries, and what their subscribers look at first: whether anything changed.
    static let publishing = """
        -- Grows with every change of the library or of anything in it; `version` counts changes of the library alone.
        ALTER TABLE library ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

        CREATE TRIGGER library_revised AFTER UPDATE OF name, description ON library BEGIN
            UPDATE library SET revision = revision + 1 WHERE id = NEW.id;
        END;
        CREATE TRIGGER library_item_added AFTER INSERT ON library_item BEGIN
            UPDATE library SET revision = revision + 1 WHERE id = NEW.library_id;
        END;
        CREATE TRIGGER library_item_revised AFTER UPDATE ON library_item BEGIN
            UPDATE library SET revision = revision + 1 WHERE id = NEW.library_id;
        END;
        CREATE TRIGGER library_item_removed AFTER DELETE ON library_item BEGIN
            UPDATE library SET revision = revision + 1 WHERE id = OLD.library_id;
        END;

        -- How a local library is published, or was.
        CREATE TABLE library_publication (
            library_id TEXT PRIMARY KEY NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            published INTEGER NOT NULL CHECK (published IN (0, 1)),
            authentication_method TEXT NOT NULL CHECK (authentication_method IN ('NONE', 'BASIC')),
            password_hash TEXT,
            CHECK ((authentication_method = 'BASIC') = (password_hash IS NOT NULL))
        ) STRICT, WITHOUT ROWID;
        """

    /// Subscribed libraries: whom they mirror, what is known of it, and what of that is here.
    static let subscribing = """
        CREATE TABLE library_subscription (
            library_id TEXT PRIMARY KEY NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            subscription_url TEXT NOT NULL,
            authentication_method TEXT NOT NULL CHECK (authentication_method IN ('NONE', 'BASIC')),
            user_name TEXT,
            -- What is sent to the publisher, so it cannot be kept as a hash.
            password TEXT,
            ssl_thumbprint TEXT,
            ssl_certificate TEXT,
            automatic_sync_enabled INTEGER NOT NULL CHECK (automatic_sync_enabled IN (0, 1)),
            on_demand INTEGER NOT NULL CHECK (on_demand IN (0, 1)),
            -- Who the publisher's library says it is.
            publisher_id TEXT NOT NULL,
            -- The version of it that everything here is of; unset while anything is missing.
            publisher_version TEXT,
            -- 1 from the beginning of a synchronization to its end: if the server ends in between, it is taken up again.
            is_syncing INTEGER NOT NULL CHECK (is_syncing IN (0, 1)),
            last_attempt_time TEXT,
            last_sync_time TEXT,
            last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
            CHECK ((authentication_method = 'BASIC') = (password IS NOT NULL))
        ) STRICT, WITHOUT ROWID;

        -- An item of a subscribed library, as the publisher last described it.
        CREATE TABLE subscribed_item (
            item_id TEXT PRIMARY KEY NOT NULL REFERENCES library_item (id) ON DELETE CASCADE,
            version TEXT NOT NULL,
            self_href TEXT NOT NULL,
            -- 1: `item_file` is what `subscribed_file` describes.
            is_cached INTEGER NOT NULL CHECK (is_cached IN (0, 1)),
            -- 1: the files were asked for although the library downloads on demand.
            wants_content INTEGER NOT NULL CHECK (wants_content IN (0, 1)),
            last_sync_time TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- A file that the publisher's item has. Everyone sees `item_file`, which becomes this in one transaction when
        -- every file is here.
        CREATE TABLE subscribed_file (
            item_id TEXT NOT NULL REFERENCES subscribed_item (item_id) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) > 0),
            position INTEGER NOT NULL,
            size INTEGER CHECK (size >= 0),
            tag TEXT NOT NULL,
            href TEXT NOT NULL,
            -- The file, received and verified.
            object_id TEXT REFERENCES content_object (id) ON DELETE RESTRICT,
            -- Bytes that came before the transfer ended, in `staging/`, and of what they are a part (RFC 9110 §8.8.3).
            staging_id TEXT,
            entity_tag TEXT,
            PRIMARY KEY (item_id, name),
            CHECK ((staging_id IS NULL) = (entity_tag IS NULL)),
            CHECK (object_id IS NULL OR staging_id IS NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX subscribed_file_by_object ON subscribed_file (object_id) WHERE object_id IS NOT NULL;
        CREATE INDEX subscribed_file_by_staging ON subscribed_file (staging_id) WHERE staging_id IS NOT NULL;
        CREATE INDEX library_item_by_source ON library_item (library_id, source_id) WHERE source_id IS NOT NULL;
        CREATE INDEX content_object_by_sha256 ON content_object (sha256);

        CREATE TRIGGER subscribed_file_deleted AFTER DELETE ON subscribed_file WHEN OLD.object_id IS NOT NULL BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER subscribed_file_released AFTER UPDATE OF object_id ON subscribed_file
            WHEN OLD.object_id IS NOT NULL AND OLD.object_id IS NOT NEW.object_id BEGIN
            INSERT INTO released_object VALUES (OLD.object_id) ON CONFLICT DO NOTHING;
        END;

        -- What a published library is pushed through (`library.Subscriptions`).
        CREATE TABLE subscription (
            id TEXT PRIMARY KEY NOT NULL,
            library_id TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            subscribed_library_id TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            creation_time TEXT NOT NULL,
            UNIQUE (library_id, subscribed_library_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX subscription_by_subscriber ON subscription (subscribed_library_id);
        """
}
