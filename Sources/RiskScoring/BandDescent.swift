import RuleModel

/// The fewest fired rules whose passing would bring a firm's low below its band.
public struct BandDescent: Hashable, Sendable {
  /// Positions in `RuleSet.rules`, ascending.
  public var rules: [Int]
  /// Low when they pass.
  public var low: Int
  /// Band of that low.
  public var band: Band

  /// Creates a result.
  public init(rules: [Int], low: Int, band: Band) {
    self.rules = rules
    self.low = low
    self.band = band
  }
}

/// Finds the fewest rules by a table over areas and numbers of rules.
///
/// Rules of one family must pass from the highest down before the family counts less, so a family offers one choice
/// for each number of its rules. Ties go to more points, then to the smaller ids.
struct BandDescentSearch {
  /// A fired rule with the points it is certain to add.
  struct FiredRule {
    var rule: Int
    var points: Int
  }

  /// Rules that pass, and the points that they added.
  private struct Choice {
    var rules: [Int]
    var points: Int

    func isBetter(than other: Choice) -> Bool {
      points != other.points ? points > other.points : rules.lexicographicallyPrecedes(other.rules)
    }

    func adding(_ other: Choice) -> Choice {
      Choice(rules: (rules + other.rules).sorted(), points: points + other.points)
    }
  }

  /// Number of passing rules and the sum that remains.
  private struct Cell: Hashable {
    var passing: Int
    var remaining: Int
  }

  /// Best choice for each cell.
  ///
  /// Lookup only: results are chosen by comparing cells, never by the order of the dictionary.
  private typealias Table = [Cell: Choice]

  /// Groups of fired rules by area, with the area's cap.
  let areas: [(cap: Int, groups: [[FiredRule]])]

  /// The best choice that puts low under a limit; nil when none does.
  func fewest(below limit: Int) -> (rules: [Int], low: Int)? {
    var total: Table = [Cell(passing: 0, remaining: 0): Choice(rules: [], points: 0)]
    for area in areas {
      var sums: Table = [Cell(passing: 0, remaining: 0): Choice(rules: [], points: 0)]
      for group in area.groups { sums = combined(sums, options(of: group)) }
      var capped: Table = [:]
      for (cell, choice) in sums {
        keep(choice, at: Cell(passing: cell.passing, remaining: min(cell.remaining, area.cap)), in: &capped)
      }
      total = combined(total, capped)
    }
    var best: (cell: Cell, choice: Choice)?
    for (cell, choice) in total where cell.remaining < limit {
      guard let current = best else {
        best = (cell, choice)
        continue
      }
      let isFewer = cell.passing < current.cell.passing
      if isFewer || (cell.passing == current.cell.passing && choice.isBetter(than: current.choice)) {
        best = (cell, choice)
      }
    }
    return best.map { ($0.choice.rules, $0.cell.remaining) }
  }

  private func options(of group: [FiredRule]) -> Table {
    let ordered = group.sorted { ($1.points, $0.rule) < ($0.points, $1.rule) }
    var table: Table = [:]
    for passing in 0...ordered.count {
      let remaining = passing < ordered.count ? ordered[passing].points : 0
      let gone = ordered[..<passing]
      table[Cell(passing: passing, remaining: remaining)] = Choice(
        rules: gone.map(\.rule).sorted(), points: gone.reduce(0) { $0 + $1.points })
    }
    return table
  }

  private func combined(_ first: Table, _ second: Table) -> Table {
    var result: Table = [:]
    for (left, leftChoice) in first {
      for (right, rightChoice) in second {
        let cell = Cell(passing: left.passing + right.passing, remaining: left.remaining + right.remaining)
        keep(leftChoice.adding(rightChoice), at: cell, in: &result)
      }
    }
    return result
  }

  private func keep(_ choice: Choice, at cell: Cell, in table: inout Table) {
    if let current = table[cell], !choice.isBetter(than: current) { return }
    table[cell] = choice
  }
}
