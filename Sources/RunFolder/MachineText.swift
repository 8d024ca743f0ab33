import Diagnostics
import FirmTable
import RuleModel
import RuleSentences

/// Writes values for programs: the same in every language.
package enum MachineText {
  /// A raw number at a scale with a decimal point and exactly that many decimals.
  package static func decimal(_ raw: Int64, scale: Int) -> String {
    guard scale > 0 else { return String(raw) }
    var digits = String(raw.magnitude)
    if digits.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.count) + digits }
    return (raw < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
  }

  /// A cell of a firm table as text; empty when it is not known.
  package static func text(_ cell: Int64, type: ValueType, ruleSet: RuleSet, pool: TextPool) -> String {
    switch cell {
    case CellMark.unknown, CellMark.bad: return ""
    case CellMark.none: return "none"
    default: break
    }
    switch type {
    case .number(let number): return decimal(cell, scale: number.scale)
    case .truth: return cell == 1 ? "yes" : "no"
    case .date: return CivilDate(days: Int32(clamping: cell)).description
    case .text: return pool.texts.indices.contains(Int(cell)) ? pool.texts[Int(cell)] : ""
    case .choice(let choice):
      let members = ruleSet.choices[choice].members
      return members.indices.contains(Int(cell)) ? members[Int(cell)].name : ""
    }
  }

  /// A value as JSON: null when it is not known, the word `none` when it is known to be none.
  package static func json(_ value: SentenceValue, type: ValueType, ruleSet: RuleSet) -> JSONValue {
    guard case .known(let constant) = value else { return .null }
    switch constant {
    case .number(let raw):
      guard case .number(let number) = type, number.scale > 0 else { return .integer(raw) }
      return .decimal(decimal(raw, scale: number.scale))
    case .truth(let isYes): return .bool(isYes)
    case .date(let date): return .string(date.description)
    case .none: return .string("none")
    case .text(let text): return .string(text)
    case .member(let position):
      guard case .choice(let choice) = type, ruleSet.choices[choice].members.indices.contains(position) else {
        return .integer(Int64(position))
      }
      return .string(ruleSet.choices[choice].members[position].name)
    }
  }

  /// A count as JSON.
  package static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// Names as a JSON array of strings.
  package static func names(_ names: some Sequence<String>) -> JSONValue { .array(names.map { .string($0) }) }
}
