import FirmTable
import RuleModel

/// Whether firms are on a list: no only where the list is complete, and not for firms of rejected rows.
struct FirmPresence: Sendable {
  let field: FieldIndex
  let rows: ListRows
  let isComplete: Bool
  /// 1 for firms that may stand in a rejected row; nil when there are none.
  let suspects: [UInt8]?
  let keepsOrigins: Bool

  /// What is known of some firms.
  struct Stretch: Sendable {
    var cells: [UInt8]
    var origins: [UInt8] = []
    var summary: FieldSummary
  }

  /// Truth codes of some firms.
  func cells(of firms: Range<Int>) -> Stretch {
    var stretch = Stretch(
      cells: [UInt8](repeating: TruthCode.yes, count: firms.count), summary: FieldSummary(field: field))
    if keepsOrigins { stretch.origins = [UInt8](repeating: OriginCode.presence, count: firms.count) }
    for (place, firm) in firms.enumerated() {
      if rows.contains(firm) {
        stretch.summary.given += 1
      } else if let suspects, suspects[firm] == 1 {
        stretch.cells[place] = TruthCode.unknown
        stretch.summary.withheld += 1
        if keepsOrigins { stretch.origins[place] = OriginCode.withheld }
      } else if isComplete {
        stretch.cells[place] = TruthCode.no
        stretch.summary.given += 1
      } else {
        stretch.cells[place] = TruthCode.unknown
        stretch.summary.unknown += 1
        if keepsOrigins { stretch.origins[place] = OriginCode.unknown }
      }
    }
    return stretch
  }
}
