extension RecordBatch {
  /// Scans records from a place on, without the last one when the text is cut off inside it.
  static func head(
    of bytes: UnsafeBufferPointer<UInt8>, dialect: Dialect, from start: Int? = nil,
    insideQuotes: Bool = false,
    records: Int, within length: Int
  ) -> RecordBatch {
    var scanner = RecordScanner(dialect: dialect, at: start, insideQuotes: insideQuotes)
    var batch = RecordBatch()
    let end = min(bytes.count, scanner.position + length)
    while batch.records.count < records, scanner.position < bytes.count {
      let stop = scanner.position < end ? end : bytes.count
      if scanner.position >= end, !batch.records.isEmpty { break }
      let chunk = UnsafeBufferPointer(rebasing: bytes[scanner.position..<stop])
      scanner.scan(chunk, into: &batch, maximumRecords: records)
    }
    if scanner.position == bytes.count { _ = scanner.finish(into: &batch) }
    return batch
  }
}
