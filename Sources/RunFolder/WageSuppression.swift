/// Chooses which figures of a table may be shown, so that none tells what single firms pay.
///
/// A figure of under five firms is hidden. A hidden one could still be computed from the total of its row or column and
/// the figures beside it, so what is hidden there adds up to at least five firms of at least two groups, or more is hidden:
/// the smallest first.
struct WageSuppression {
  /// Whether each cell may be shown, row by row.
  private(set) var isShown: [[Bool]]
  private let counts: [[Int]]

  /// Decides about one division of firms into groups.
  static func shown(_ counts: [Int]) -> [Bool] {
    WageSuppression([counts], rowTotals: [true], columnTotals: counts.map { _ in false }).isShown[0]
  }

  /// Decides about a table of groups (rows) and sizes (columns).
  ///
  /// - Parameters:
  ///   - counts: firms of each cell.
  ///   - rowTotals: whether the figure of the whole row is shown; where it is not, none of its cells is.
  ///   - columnTotals: whether the figure of the whole column is shown.
  init(_ counts: [[Int]], rowTotals: [Bool], columnTotals: [Bool]) {
    self.counts = counts
    isShown = counts.enumerated().map { row, cells in
      cells.map { $0 >= WageFigures.fewestFirms && rowTotals[row] }
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for row in counts.indices where rowTotals[row] {
        if hideMore(counts[row].indices.map { (row, $0) }) { hasChanged = true }
      }
      for column in columnTotals.indices where columnTotals[column] {
        if hideMore(counts.indices.map { ($0, column) }) { hasChanged = true }
      }
    }
  }

  /// Hides the smallest shown cell of a line when its hidden ones give too little cover; says whether it did.
  private mutating func hideMore(_ line: [(row: Int, column: Int)]) -> Bool {
    let hidden = line.filter { counts[$0.row][$0.column] > 0 && !isShown[$0.row][$0.column] }
    let firms = hidden.reduce(0) { $0 + counts[$1.row][$1.column] }
    guard !hidden.isEmpty, hidden.count < 2 || firms < WageFigures.fewestFirms else { return false }
    let shown = line.filter { isShown[$0.row][$0.column] }
    guard let next = shown.min(by: { counts[$0.row][$0.column] < counts[$1.row][$1.column] }) else {
      return false
    }
    isShown[next.row][next.column] = false
    return true
  }
}
