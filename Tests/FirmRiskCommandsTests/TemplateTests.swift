import Foundation
import Testing

@testable import FirmRiskCommands

/// An empty list that `template` prints is one that `score` reads.
@Suite struct TemplateTests {
  /// A cell that fits what a template says of its column.
  private func cell(for hint: String) -> String {
    let word = hint.trimmingCharacters(in: CharacterSet(charactersIn: "()"))
    switch word {
    case "chữ", "text": return "Phú Bài"
    case "dd/MM/yyyy": return "05/03/2026"
    case "%": return "85"
    case "có/không": return "có"
    case "yes/no": return "yes"
    default:
      let members = word.components(separatedBy: "/")
      // Units such as đồng/tháng have a slash as well; their names start with a small letter.
      let isChoice = members.count > 1 && members[0].first?.isUppercase == true && members[0] != "VND"
      return isChoice ? members[0] : "7"
    }
  }

  /// Prints the template of a source, fills in one row, and writes it as the source's list.
  private func fill(_ source: String, _ rules: String, _ language: String, into folder: ScratchFolder) throws
    -> Int
  {
    let run = firmrisk("template", source, "--rules", rules, "--lang", language)
    #expect(run.status == .done && run.errors.isEmpty)
    let template = PlainCSV(run.output)
    #expect(template.rows.count == 1, "\(source): \(run.output)")
    let hints = template.rows[0]
    #expect(hints.count == template.header.count)
    var cells = hints.map { cell(for: $0) }
    let key = try #require(template.header.firstIndex { ["Mã số thuế", "Tax code"].contains($0) })
    cells[key] = "9900000048"
    let line = cells.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(
      separator: ",")
    try folder.write(source + ".csv", run.output.trimmingCharacters(in: .newlines) + "\n" + line + "\n")
    return template.header.count
  }

  private func expectReadable(_ sources: [String], _ rules: String, _ language: String) throws {
    let folder = try ScratchFolder()
    var options: [String] = []
    for source in sources {
      #expect(try fill(source, rules, language, into: folder) > 1)
      options += ["--source", "\(source)=" + folder.file(source + ".csv")]
    }
    let run = firmrisk(
      ["score", "--rules", rules, "--as-of", "2026-10-31", "--verbose", "--out", folder.file("out")] + options
    )
    #expect(run.status == .done)
    #expect(!run.errors.contains("columns not used"), "\(run.errors)")
    #expect(!run.errors.contains("FR213"), "\(run.errors)")
    #expect(!run.errors.contains("fits several"), "\(run.errors)")
    let files = try folder.contents(of: "out")
    #expect(files.table("rejects.csv").rows == [])
    #expect(files.table("sources.csv").column("joined") == sources.map { _ in "1" })
    #expect(files.table("sources.csv").column("rejected") == sources.map { _ in "0" })
    #expect(files.table("ranking.csv").column("tax_code") == ["9900000048"])
    try BalanceTests.expectBalance(files)
  }

  @Test func everyTemplateOfTheShippedRulesCanBeFilledIn() throws {
    let sources = try #require(RulePack.shipped().checked.ruleSet).sources.map(\.name)
    #expect(sources.count == 10)
    try expectReadable(sources, Repository.shippedRules, "vi")
    try expectReadable(["labour", "selfcheck"], Repository.shippedRules, "en")
  }

  @Test(arguments: ["vi", "en"])
  func everyTemplateOfASmallPackCanBeFilledIn(language: String) throws {
    let rules = try SmallProvince().rules
    try expectReadable(["labour", "debtors", "inspections"], rules, language)
  }

  @Test func withoutASourceTheBaseListIsMeant() throws {
    let rules = try SmallProvince().rules
    let run = firmrisk("template", "--rules", rules)
    #expect(run.output == firmrisk("template", "labour", "--rules", rules).output)
    #expect(run.output.hasPrefix("\u{FEFF}Mã số thuế,"))
  }

  @Test func anUnknownSourceIsAMistake() throws {
    let rules = try SmallProvince().rules
    let run = firmrisk("template", "debtor", "--rules", rules)
    #expect(run.status == .usage && run.output.isEmpty)
    #expect(run.errors.contains("`debtor`") && run.errors.contains("`debtors`"))
  }
}
