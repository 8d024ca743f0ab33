import Diagnostics
import Testing

@Suite struct NearestNameTests {
  @Test func `one swapped, missing or doubled letter is found`() {
    let names = ["points", "title", "effective", "applies"]
    #expect(NearestName.suggestions(for: "pionts", among: names) == ["points"])
    #expect(NearestName.suggestions(for: "titl", among: names) == ["title"])
    #expect(NearestName.suggestions(for: "applliess", among: names) == ["applies"])
    #expect(NearestName.suggestions(for: "Points", among: names) == ["points"])
  }

  @Test func `names that share little are not offered`() {
    #expect(NearestName.suggestions(for: "cap", among: ["basis", "when", "if"]) == [])
    #expect(NearestName.suggestions(for: "x", among: ["y", "z"]) == [])
    #expect(NearestName.suggestions(for: "", among: ["y"]) == [])
  }

  @Test func `nearer names come first, equals in alphabetical order, three at most`() {
    let names = ["rule_d", "rule_c", "rule_b", "rules", "rule_bb"]
    #expect(NearestName.suggestions(for: "rule_a", among: names) == ["rule_b", "rule_c", "rule_d"])
    #expect(NearestName.suggestions(for: "rule", among: names, limit: 1) == ["rules"])
    let last = NearestName.help(for: "rule_a", among: names)
    #expect(last == "did you mean `rule_b`, `rule_c` or `rule_d`?")
  }

  @Test func `Vietnamese letters count as one letter each`() {
    #expect(NearestName.suggestions(for: "điem", among: ["điểm", "khoản"]) == ["điểm"])
  }
}
