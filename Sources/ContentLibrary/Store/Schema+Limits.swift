extension Schema {
    /// What limits are held against must not cost more where there is more: items are counted as they come and go, and
    /// login sessions are found by their user.
    static let limits = """
        CREATE INDEX login_session_by_user ON login_session (user);

        CREATE TABLE library_item_count (
            library_id TEXT PRIMARY KEY NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            items INTEGER NOT NULL CHECK (items >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO library_item_count SELECT library_id, count(*) FROM library_item GROUP BY library_id;

        CREATE TRIGGER library_item_counted AFTER INSERT ON library_item BEGIN
            INSERT INTO library_item_count VALUES (NEW.library_id, 1)
                ON CONFLICT (library_id) DO UPDATE SET items = items + 1;
        END;
        CREATE TRIGGER library_item_uncounted AFTER DELETE ON library_item BEGIN
            UPDATE library_item_count SET items = items - 1 WHERE library_id = OLD.library_id;
        END;
        """
}
