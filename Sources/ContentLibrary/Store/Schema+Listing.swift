extension Schema {
    /// What is listed, found and counted costs no more than what comes of it, however much else there is.
    static let listing = """
        -- The order of lists: without sorting.
        CREATE INDEX library_item_in_order ON library_item (library_id, creation_time, id);
        DROP INDEX library_item_by_name;
        CREATE INDEX library_item_by_name ON library_item (name COLLATE NOCASE, library_id);
        CREATE INDEX library_item_by_source_of_any ON library_item (source_id) WHERE source_id IS NOT NULL;

        -- What a user may have so many of.
        DROP INDEX update_session_by_user;
        CREATE INDEX update_session_by_user ON update_session (user, state, expiration_time);
        DROP INDEX download_session_by_user;
        CREATE INDEX download_session_by_user ON download_session (user, state, expiration_time);
        """
}
