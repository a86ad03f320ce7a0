extension Schema {
    /// What is listed, found and counted costs no more than what comes of it, however much else there is.
    static let listing = """
        -- The order of lists: without sorting.
        CREATE INDEX library_item_in_order ON library_item (library_id, creation_time, id);
        CREATE INDEX library_item_by_type ON library_item (type COLLATE NOCASE);
        CREATE INDEX library_item_by_source_of_any ON library_item (source_id) WHERE source_id IS NOT NULL;

        -- What a user may have so many of.
        CREATE INDEX update_session_alive ON update_session (user, expiration_time) WHERE state = 'ACTIVE';
        CREATE INDEX download_session_alive ON download_session (user, expiration_time) WHERE state = 'ACTIVE';
        """
}
