/// The rows of data among the records of a batch, and where their cells stand.
struct BatchRows {
  /// Places of the records in the batch, in ascending order.
  private(set) var places: [Int] = []
  /// Offset of the first byte of each row in the file.
  private(set) var starts: [Int64] = []
  /// Place of the first cell of each row among the cells of the batch.
  private(set) var firstCells: [UInt32] = []
  /// Cells that every row has.
  private(set) var fewestCells = Int.max

  var count: Int { places.count }

  /// Forgets the rows and keeps the memory for the next ones.
  mutating func removeAll() {
    places.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    firstCells.removeAll(keepingCapacity: true)
    fewestCells = .max
  }

  /// Adds the record at a place of the batch.
  @inline(__always) mutating func append(_ place: Int, _ record: ScannedRecord) {
    places.append(place)
    starts.append(Int64(record.start))
    firstCells.append(UInt32(truncatingIfNeeded: record.firstCell))
    fewestCells = min(fewestCells, record.cellCount)
  }
}
