import BindingChanges
import Foundation
import Testing

/// What the comparison says of a change is what the compiler says of a program that uses the old bindings.
struct CompilerTests {
    @Test(arguments: ChangeCase.all) func verdict(_ change: ChangeCase) throws {
        let (old, new) = (try change.plan("old"), try change.plan("new"))
        let comparison = BindingComparison(old: old, new: new)
        if ProcessInfo.processInfo.environment["BINDERY_RECORD"] != nil {
            try change.record(comparison.text)
        } else {
            #expect(comparison.text == change.expected)
        }

        let before = try Compiler().check(change.caller, with: old)
        #expect(before.isEmpty, "the program does not fit the old bindings")
        let after = try Compiler().check(change.caller, with: new)
        let isBroken = after.contains { $0.contains("error: ") }
        let isSaidToBreak = comparison.verdict(on: change.uses) == .sourceBreaking
        if change.isSilent {
            #expect(!isBroken && isSaidToBreak && comparison.text.contains("no longer be called"))
        } else {
            #expect(isBroken == isSaidToBreak, "\(after.joined(separator: "\n"))\n\(comparison.text)")
        }
        let known = Set(Bindings(old).declarations.map(\.name))
        #expect(change.uses.allSatisfy(known.contains))
    }

    @Test func enoughKindsOfChange() { #expect(ChangeCase.all.count >= 40) }
}
