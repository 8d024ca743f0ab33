/// The cells of a numeric column in the narrowest form that holds its range, one a row.
///
/// As a collection it gives values of 64 bits with the marks of `CellValue`, whichever form it has.
public struct NumberCells: RandomAccessCollection, Hashable, Sendable, ExpressibleByArrayLiteral {
  /// How cells are kept.
  package enum Storage: Hashable, Sendable {
    /// Values that fit 32 bits; marks are the least numbers of 32 bits, in the order of `CellValue`.
    case narrow([Int32])
    /// Values of 64 bits with the marks of `CellValue`.
    case wide([Int64])
  }

  /// The cells.
  package var storage: Storage

  /// Numbers below this one are marks in narrow cells.
  package static let narrowMarks = Int32.min + 16

  /// Wraps cells.
  package init(_ storage: Storage) { self.storage = storage }

  /// Keeps wide cells in 32 bits each where all of them fit.
  package init(narrowing cells: [Int64]) {
    let marks = Int64.min..<Int64.min + 16
    let values = Int64(Self.narrowMarks)...Int64(Int32.max)
    let fits = cells.allSatisfy { values.contains($0) || marks.contains($0) }
    storage = fits ? .narrow(cells.map { Self.narrowed($0) }) : .wide(cells)
  }

  /// Whether cells take 32 bits each.
  package var isNarrow: Bool {
    if case .narrow = storage { return true }
    return false
  }

  /// Makes wide cells.
  public init(arrayLiteral cells: Int64...) { storage = .wide(cells) }

  /// The first row.
  public var startIndex: Int { 0 }

  /// The place after the last row.
  public var endIndex: Int {
    switch storage {
    case .narrow(let cells): return cells.count
    case .wide(let cells): return cells.count
    }
  }

  /// The value of a row, or a mark.
  public subscript(row: Int) -> Int64 {
    switch storage {
    case .narrow(let cells): return Self.widened(cells[row])
    case .wide(let cells): return cells[row]
    }
  }

  /// Whether all values of a range fit 32 bits beside the marks.
  package static func isNarrow(_ range: ClosedRange<Int64>) -> Bool {
    range.lowerBound >= Int64(narrowMarks) && range.upperBound <= Int64(Int32.max)
  }

  /// A narrow cell as a wide one.
  @inlinable package static func widened(_ cell: Int32) -> Int64 {
    cell >= Int32.min &+ 16 ? Int64(cell) : Int64.min &+ (Int64(cell) &- Int64(Int32.min))
  }

  /// A wide cell as a narrow one; its value must fit.
  @inlinable package static func narrowed(_ cell: Int64) -> Int32 {
    cell < Int64.min &+ 16
      ? Int32.min &+ Int32(truncatingIfNeeded: cell &- Int64.min) : Int32(truncatingIfNeeded: cell)
  }

  /// All cells as wide ones.
  package var wide: [Int64] {
    switch storage {
    case .narrow(let cells): return cells.map { Self.widened($0) }
    case .wide(let cells): return cells
    }
  }

  mutating func append(_ other: NumberCells) {
    switch (storage, other.storage) {
    case (.narrow(var cells), .narrow(let more)):
      storage = .narrow([])
      cells.append(contentsOf: more)
      storage = .narrow(cells)
    case (.wide(var cells), .wide(let more)):
      storage = .narrow([])
      cells.append(contentsOf: more)
      storage = .wide(cells)
    case (.narrow, .wide), (.wide, .narrow): storage = .wide(wide + other.wide)
    }
  }

  mutating func append(_ more: UnsafeBufferPointer<Int64>) {
    switch storage {
    case .narrow(var cells):
      storage = .narrow([])
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: more.count) { narrow in
        for row in more.indices { narrow.initializeElement(at: row, to: Self.narrowed(more[row])) }
        cells.append(contentsOf: narrow)
      }
      storage = .narrow(cells)
    case .wide(var cells):
      storage = .narrow([])
      cells.append(contentsOf: more)
      storage = .wide(cells)
    }
  }

  /// Removes all cells and keeps their memory.
  mutating func removeAll() {
    switch storage {
    case .narrow(var cells):
      storage = .narrow([])
      cells.removeAll(keepingCapacity: true)
      storage = .narrow(cells)
    case .wide(var cells):
      storage = .narrow([])
      cells.removeAll(keepingCapacity: true)
      storage = .wide(cells)
    }
  }

  mutating func reserve(_ rows: Int) {
    switch storage {
    case .narrow(var cells):
      storage = .narrow([])
      cells.reserveCapacity(cells.count + rows)
      storage = .narrow(cells)
    case .wide(var cells):
      storage = .narrow([])
      cells.reserveCapacity(cells.count + rows)
      storage = .wide(cells)
    }
  }
}
