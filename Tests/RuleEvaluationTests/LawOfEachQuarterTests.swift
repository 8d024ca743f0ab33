import Foundation
import RuleModel
import TestSupport
import Testing

/// The shipped rules on the first day of each quarter from 2022 to 2027.
@Suite struct LawOfEachQuarterTests {
  static let days: [CivilDate] = (2022...2027).flatMap { year in
    [1, 4, 7, 10].compactMap { CivilDate(year: year, month: $0, day: 1) }
  }

  static func inForce(_ ruleSet: RuleSet, _ day: CivilDate) -> [Rule] {
    ruleSet.rules.filter { $0.effective.contains(day) }
  }

  static let checked = try? ShippedThresholdTests.pack(with: "").pack.ruleSet

  static func ruleSet() throws -> RuleSet { try #require(checked) }

  /// The parameters that a rule reads on a day, with the day for which it reads each.
  static func lookups(_ rule: Rule, _ ruleSet: RuleSet, _ day: CivilDate) -> [(Parameter, CivilDate)] {
    var found: [(Parameter, CivilDate)] = []
    for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap({ $0 })
    {
      expression.visit(derivationsOf: ruleSet.fields) { part in
        guard case .lookup(let index, _, let at) = part.kind else { return }
        found.append((ruleSet.parameters[index], at?.constantDate(asOf: day) ?? day))
      }
    }
    return found
  }

  @Test(arguments: days) func everyRuleInForceHasItsFigures(_ day: CivilDate) throws {
    let ruleSet = try Self.ruleSet()
    var looked = 0
    for rule in Self.inForce(ruleSet, day) {
      for (parameter, date) in Self.lookups(rule, ruleSet, day) {
        let entry = try #require(parameter.entry(on: date), "\(rule.id): \(parameter.name) on \(date)")
        if case .choice(let choice)? = parameter.keys.first, parameter.keys.count == 1 {
          #expect(entry.rows.count == ruleSet.choices[choice].members.count, "\(parameter.name) on \(date)")
        }
        looked += 1
      }
    }
    #expect(looked >= 8)
  }

  @Test(arguments: days) func everyAreaHasLawInForce(_ day: CivilDate) throws {
    let ruleSet = try Self.ruleSet()
    let areas = Set(Self.inForce(ruleSet, day).compactMap(\.area))
    let missing = ruleSet.areas.indices.filter { !areas.contains($0) }.map { ruleSet.areas[$0].name }
    #expect(missing == [])
  }

  /// What is in force and what of it is draft, and why, in words that a change of law shows up in.
  @Test func theLawOfEachQuarterIsTheRecordedOne() throws {
    let ruleSet = try Self.ruleSet()
    var text = "day         in force  scoring  draft by its own words  draft by a figure\n"
    for day in Self.days {
      let rules = Self.inForce(ruleSet, day)
      let own = rules.filter(\.isDraft)
      let byFigure = rules.filter { !$0.isDraft && ruleSet.isDraft($0, on: day) }
      let scoring = rules.count - own.count - byFigure.count
      let figures = Set(
        byFigure.flatMap { Self.lookups($0, ruleSet, day) }.filter { $0.entry(on: $1)?.isDraft == true }
          .map(\.0.name))
      func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - "\(number)".count)) + "\(number)"
      }
      let names = figures.isEmpty ? "" : " (\(figures.sorted().joined(separator: ", ")))"
      text += "\(day)  \(padded(rules.count, 8))  \(padded(scoring, 7))  \(padded(own.count, 22))  "
      text += "\(byFigure.count)\(names)\n"
      #expect(byFigure.isEmpty == figures.isEmpty)
    }
    #expect(GoldenFile.difference(text, from: "law-by-quarter.txt") == nil)
  }
}
