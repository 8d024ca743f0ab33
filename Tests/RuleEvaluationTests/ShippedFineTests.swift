import RuleModel
import Testing

/// Holds the fines of the shipped rules against the amounts of the two decrees.
@Suite struct ShippedFineTests {
  static let checked = try? ShippedThresholdTests.pack(with: "").pack.ruleSet

  /// Article and clause, as in `15(1)`.
  private func place(_ citation: Citation) -> String {
    var text = ""
    for part in citation.parts {
      switch part {
      case .article(let value): text += value
      case .clause(let value): text += "(\(value))"
      case .point: break
      }
    }
    return text
  }

  /// An amount in million đồng.
  private func million(_ amount: Int64) -> String {
    amount % 1_000_000 == 0 ? "\(amount / 1_000_000)" : "0.\(amount / 100_000)"
  }

  private func amounts(_ fine: Fine) -> String {
    var text: String
    switch fine.amount {
    case .notEntered: return "–"
    case .range(let low, let high, let each):
      text = "\(million(low))–\(million(high))" + (each ? " each" : "")
    case .share(let low, let high, _): text = "\(low / 100)–\(high / 100) %"
    case .banded(_, let bands):
      text = bands.map { "\(million($0.from))–\(million($0.to))" }.joined(separator: " / ")
    }
    if let ceiling = fine.ceiling { text += ", max \(million(ceiling))" }
    return text
  }

  @Test func everyFineIsThatOfItsDecree() throws {
    let ruleSet = try #require(Self.checked)
    for stated in StatedFine.all {
      let rule = try #require(ruleSet.rules.first { $0.id == stated.rule }, "\(stated.rule)")
      for (act, law) in [("283/2026/NĐ-CP", stated.new), ("12/2022/NĐ-CP", stated.old)] {
        let fines = rule.fines.filter { $0.citation.act == act }
        guard law.article != "–" else {
          #expect(fines.isEmpty, "\(rule.id): \(act) has no such act")
          continue
        }
        #expect(fines.map { place($0.citation) } == [law.article], "\(rule.id) under \(act)")
        #expect(fines.map(amounts) == [law.amounts], "\(rule.id) under \(act)")
      }
    }
  }

  /// Amounts of clauses that a decree writes for organisations are not among these, so each is doubled.
  @Test func everyAmountIsDoubledForOrganisations() throws {
    let ruleSet = try #require(Self.checked)
    for rule in ruleSet.rules {
      for fine in rule.fines where fine.amount != .notEntered {
        #expect(fine.level == .doubled, "\(rule.id)")
      }
    }
  }

  @Test func theTableNamesNearlyEveryFine() throws {
    let ruleSet = try #require(Self.checked)
    let fined = Set(ruleSet.rules.filter { !$0.fines.isEmpty }.map(\.id))
    let named = Set(StatedFine.all.map(\.rule))
    #expect(named.isSubset(of: fined) && named.count == StatedFine.all.count)
    // Second rules of one duty share the fine of the first.
    #expect(
      fined.subtracting(named).sorted() == [
        "dialogue.members", "dialogue.periodic.date", "insurance.earlier.late", "insurance.earlier.people",
        "regulations.registered.late", "reports.accident.year", "reports.labour.half_year.late",
        "reports.labour.year", "safety.officer.other", "union.earlier.late", "wages.scale.published",
      ])
  }
}
