import FirmTable

/// The values that cells of a narrow column have.
enum NarrowCells {
  /// The range from the least to the greatest value, marks left out; nil when there are none.
  static func range(of cells: [Int32]) -> ClosedRange<Int32>? {
    // Counted from the least value that is no mark: marks come behind all values, so that nothing has to ask for them.
    let first = UInt32(bitPattern: CellMark.badNarrow) &+ 1
    let lastValue = UInt32.max &- (first &- UInt32(bitPattern: Int32.min))
    var least = UInt32.max
    var greatest = Int32.min
    let cells = cells.span
    for index in cells.indices {
      least = min(least, UInt32(bitPattern: cells[index]) &- first)
      greatest = max(greatest, cells[index])
    }
    guard least <= lastValue else { return nil }
    return Int32(bitPattern: least &+ first)...greatest
  }
}

/// Numbers the distinct cells of a column in the order in which they come.
struct CellNumbers {
  /// The cells that have a number.
  private(set) var cells: [Int64] = []
  /// Number + 1 of each value from `first` on; empty where values are far apart.
  private var dense: [UInt32] = []
  private var first: Int64 = 0
  /// Numbers + 1 of the marks for cells without a value.
  private var marked = [UInt32](repeating: 0, count: 8)
  /// Looked up only; the order of numbers comes from the cells.
  private var sparse: [Int64: UInt32] = [:]
  private static let mostDense: Int64 = 1 << 22

  /// The number of each firm's cell.
  mutating func numbers(of column: StoredColumn, isTruth: Bool, firms: Int) -> [UInt32] {
    guard case .narrow(let stored) = column else {
      return (0..<firms).map { number(of: column.cell($0, isTruth: isTruth)) }
    }
    if let range = NarrowCells.range(of: stored) {
      let count = Int64(range.upperBound) - Int64(range.lowerBound) + 1
      if count <= Self.mostDense {
        first = Int64(range.lowerBound)
        dense = [UInt32](repeating: 0, count: Int(count))
      }
    }
    let cells = stored.span
    return [UInt32](capacity: firms) { numbers in
      for firm in 0..<firms {
        let cell = cells[firm]
        let place = Int(cell) &- Int(first)
        let known = place >= 0 && place < dense.count ? dense[place] : 0
        numbers.append(known != 0 ? known &- 1 : number(ofNarrow: cell))
      }
    }
  }

  private mutating func number(ofNarrow cell: Int32) -> UInt32 {
    if cell > CellMark.badNarrow { return number(of: Int64(cell)) }
    return number(of: CellMark.unknown + Int64(cell - CellMark.unknownNarrow))
  }

  /// The number of a cell, the next one when the cell is new.
  private mutating func number(of cell: Int64) -> UInt32 {
    let place = cell &- first
    let mark = cell &- CellMark.unknown
    if place >= 0, place < dense.count { return Self.number(cell, &dense[Int(place)], &cells) }
    if mark >= 0, mark < marked.count { return Self.number(cell, &marked[Int(mark)], &cells) }
    return Self.number(cell, &sparse[cell, default: 0], &cells)
  }

  private static func number(_ cell: Int64, _ known: inout UInt32, _ cells: inout [Int64]) -> UInt32 {
    if known == 0 {
      cells.append(cell)
      known = UInt32(cells.count)
    }
    return known - 1
  }
}
