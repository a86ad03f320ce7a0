extension Schema {
    /// Where content is, what became of items, who uses libraries, and what takes long.
    static let operations = """
        -- Which of all servers this is (LibraryModel.server_guid); made with the database, it is as old as that.
        CREATE TABLE server_identity (
            guid TEXT NOT NULL CHECK (length(guid) = 36)
        ) STRICT;
        INSERT INTO server_identity
            SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-8' || substr(h, 18, 3)
                || '-' || substr(h, 21, 12)) FROM (SELECT hex(randomblob(16)) AS h);

        -- A storage backing is the identifier of a datastore or a file: URI.
        ALTER TABLE library ADD COLUMN backing TEXT NOT NULL DEFAULT 'datastore-1';
        ALTER TABLE library ADD COLUMN state TEXT NOT NULL DEFAULT 'ACTIVE'
            CHECK (state IN ('ACTIVE', 'MAINTENANCE'));
        -- The task that moves the library's content, which is why it is in maintenance.
        ALTER TABLE library ADD COLUMN migration_task_id TEXT CHECK (migration_task_id IS NULL OR state = 'MAINTENANCE');
        ALTER TABLE library ADD COLUMN security_policy_id TEXT;
        ALTER TABLE library ADD COLUMN apply_usage_to_items INTEGER NOT NULL DEFAULT 0
            CHECK (apply_usage_to_items IN (0, 1));
        CREATE INDEX library_by_backing ON library (backing);

        -- Where the bytes of an object are, for as long as it is there.
        ALTER TABLE content_object ADD COLUMN backing TEXT NOT NULL DEFAULT 'datastore-1';
        CREATE INDEX content_object_by_backing ON content_object (backing);
        -- An object that was given up, and where its bytes are until they are gone.
        CREATE TABLE garbage_object (
            id TEXT PRIMARY KEY NOT NULL,
            backing TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE library_usage (
            id TEXT PRIMARY KEY NOT NULL,
            library_id TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            resource_urn TEXT NOT NULL,
            addition_time TEXT NOT NULL,
            UNIQUE (library_id, resource_urn)
        ) STRICT;

        -- The history of an item: each completed session and each update of its metadata, counted from 1.
        CREATE TABLE item_change (
            item_id TEXT NOT NULL REFERENCES library_item (id) ON DELETE CASCADE,
            version INTEGER NOT NULL CHECK (version >= 1),
            time TEXT NOT NULL,
            user TEXT,
            message TEXT NOT NULL,
            PRIMARY KEY (item_id, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE task (
            id TEXT PRIMARY KEY NOT NULL,
            service TEXT NOT NULL,
            operation TEXT NOT NULL,
            description TEXT NOT NULL CHECK (json_valid(description)),
            target_type TEXT NOT NULL,
            target_id TEXT NOT NULL,
            user TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('PENDING', 'RUNNING', 'BLOCKED', 'SUCCEEDED', 'FAILED')),
            total INTEGER NOT NULL CHECK (total >= 0),
            completed INTEGER NOT NULL CHECK (completed BETWEEN 0 AND total),
            error TEXT CHECK (error IS NULL OR json_valid(error)),
            start_time TEXT NOT NULL,
            end_time TEXT,
            CHECK ((end_time IS NOT NULL) = (status IN ('SUCCEEDED', 'FAILED')))
        ) STRICT;
        CREATE INDEX task_by_service ON task (service, operation);
        CREATE INDEX task_by_end ON task (end_time) WHERE end_time IS NOT NULL;
        """
}
