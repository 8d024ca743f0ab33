import FirmTable
import RecordFiles

/// The cells of one field of all stretches so far, in the order of the list.
struct KeptColumn: Sendable {
  /// What a blank text is presumed to be, as a code of the pool.
  private let presumed: Int32?
  private var truths: [UInt8] = []
  private var narrow: [Int32] = []
  private var wide: [Int64]?

  /// - Parameter presumed: the cell of a text that is blank; nil when nothing is presumed.
  init(presumed: Int64?) { self.presumed = presumed.map { NumberCells.narrowed($0) } }

  /// Makes room for cells like those of a stretch.
  mutating func reserve(_ count: Int, like cells: KeptCells, _ pool: inout TextPool) {
    switch cells {
    case .cells(.truth): truths.reserveCapacity(count)
    case .cells(.wide):
      wide = []
      wide?.reserveCapacity(count)
    case .cells(.narrow), .cells(.constant): narrow.reserveCapacity(count)
    case .texts(_, let texts):
      narrow.reserveCapacity(count)
      if texts.keepsEveryText { pool.reserve(texts: count) }
    }
  }

  /// Adds the cells of a stretch; its texts get codes of the pool.
  mutating func append(_ cells: KeptCells, _ pool: inout TextPool) {
    switch cells {
    case .cells(.truth(let cells)): truths.append(contentsOf: cells)
    case .cells(.narrow(let cells)):
      if wide == nil {
        narrow.append(contentsOf: cells)
      } else {
        wide?.append(contentsOf: NumberCells(.narrow(cells)).wide)
      }
    case .cells(let column): append(wide: column)
    case .texts(let codes, let texts): append(codes, texts, &pool)
    }
  }

  /// Cells of 64 bits; those before them are widened, since a stretch without blanks may have been narrow.
  private mutating func append(wide column: StoredColumn) {
    if wide == nil {
      wide = NumberCells(.narrow(narrow)).wide
      narrow = []
    }
    if case .wide(let cells) = column {
      wide?.append(contentsOf: cells)
    } else {
      for place in 0..<column.count { wide?.append(column.cell(place, isTruth: false)) }
    }
  }

  private mutating func append(_ codes: [Int32], _ texts: TextDictionary, _ pool: inout TextPool) {
    var first: Int32 = 0
    var shared: [Int32] = []
    if texts.keepsEveryText {
      let places = texts.spans.map {
        TextPlace(offset: $0.offset, count: $0.count, isOutside: $0.isInFile)
      }
      first = pool.append(unasked: texts.packed.bytes, places: places)
    } else {
      shared = texts.codes(in: &pool)
    }
    let isShared = !texts.keepsEveryText
    let source = codes.span
    for place in source.indices {
      let code = source[place]
      if code >= 0 {
        narrow.append(isShared ? shared[Int(code)] : first &+ code)
      } else {
        narrow.append(mark(code))
      }
    }
  }

  /// The cell of a text that is not there.
  private func mark(_ code: Int32) -> Int32 {
    switch code {
    case TextCode.blank: return presumed ?? CellMark.unknownNarrow
    case TextCode.none: return CellMark.noneNarrow
    default: return CellMark.badNarrow
    }
  }

  /// All cells in one column.
  var column: StoredColumn {
    if let wide { return .wide(wide) }
    return truths.isEmpty ? .narrow(narrow) : .truth(truths)
  }
}
