import FirmTable
import RuleModel

/// Figures of one expression, each kept with the cells that it was computed from.
///
/// Reasons name figures such as a wage floor or the days that a debt is old, of which there are few, and computing one means
/// to walk an expression.
struct KeptFigures {
  private let fields: [FieldIndex]
  /// Cells of the firms at hand, field by field.
  private var cells: [[Int64]]
  /// The cells that each place stands for, side by side; empty before the first figure is kept.
  private var keys: [Int64] = []
  private var figures: [ReasonFigures.Figure?] = []

  private static let places = 256
  private static let mostFields = 4

  /// Keeps the figures that so few fields settle; nil for others.
  init?(of fields: [FieldIndex]?) {
    guard let fields, fields.count <= Self.mostFields else { return nil }
    self.fields = fields
    cells = fields.map { _ in [] }
  }

  /// Looks at the cells of firms.
  mutating func look(at firms: [UInt32], of table: FirmTable, _ ruleSet: RuleSet) {
    for (place, field) in fields.enumerated() {
      guard let column = table.columns[field] else { continue }
      let isTruth = ruleSet.fields[field].type == .truth
      Gathering.cells(of: column, isTruth: isTruth, firms: firms, into: &cells[place])
    }
  }

  /// The figure of a firm at hand; nil when it is not kept.
  func figure(at index: Int) -> ReasonFigures.Figure? {
    guard !figures.isEmpty else { return nil }
    let place = place(of: index)
    guard let figure = figures[place] else { return nil }
    for field in cells.indices where keys[place &* cells.count &+ field] != cells[field][index] { return nil }
    return figure
  }

  /// Keeps the figure of a firm at hand.
  mutating func keep(_ figure: ReasonFigures.Figure, at index: Int) {
    // Texts are numbered anew for each stretch of lines.
    guard figure.text < 0 else { return }
    if figures.isEmpty {
      figures = [ReasonFigures.Figure?](repeating: nil, count: Self.places)
      keys = [Int64](repeating: 0, count: Self.places * cells.count)
    }
    let place = place(of: index)
    figures[place] = figure
    for field in cells.indices { keys[place * cells.count + field] = cells[field][index] }
  }

  private func place(of index: Int) -> Int {
    var hash: UInt64 = 0
    for field in cells.indices {
      hash = (hash ^ UInt64(bitPattern: cells[field][index])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash & UInt64(Self.places - 1))
  }
}
