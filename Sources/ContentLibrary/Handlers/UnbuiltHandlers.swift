import ContentLibraryServer

/// The tags of which nothing is built yet. Each of their operations is there, takes what the document says, and answers
/// that it is not implemented; a tag moves to a file of its own with its first operation.
enum Unbuilt {
    struct Tasks: CisTasksHandler {}
    struct Usages: ContentLibraryUsagesHandler {}
    struct Changes: ContentLibraryItemChangesHandler {}
}
