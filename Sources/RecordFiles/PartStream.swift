import Synchronization

/// What becomes of the rows of a file that is read as a stream.
package protocol PartConsumer: Sendable {
  /// What one thread keeps from part to part.
  associatedtype Worker
  /// What is kept of a part.
  associatedtype Digest: Sendable

  func makeWorker() -> Worker
  /// What is kept of the rows of a part; on any thread, also of parts whose rows turn out to be read from a wrong place.
  func digest(_ rows: PartRows, _ worker: inout Worker) -> Digest
  /// Takes what is kept of the next part in the order of the file; one thread at a time.
  ///
  /// - Parameters:
  ///   - lines: physical lines before the part.
  ///   - offset: where the part ends.
  func take(_ digest: Digest, after lines: Int, before offset: Int)
}

extension RecordFileReader {
  /// Reads the wanted columns of a file without keeping its rows.
  ///
  /// Every part is read, decoded and classified as `read` does it.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - requests: the wanted columns, with a tax code as their key.
  ///   - options: what a person says about the file.
  ///   - limits: bounds of memory.
  ///   - watch: is shown all bytes in the order of the file.
  ///   - consumer: makes, from the table without rows, what takes the rows.
  /// - Returns: the table without its rows.
  /// - Throws: the reason why no row can be read at all.
  package static func stream<Consumer: PartConsumer>(
    _ input: InputBytes, _ requests: [ColumnRequest], options: ReadingOptions = ReadingOptions(),
    limits: ReadingLimits = ReadingLimits(), watch: BytesWatch? = nil,
    into consumer: (RecordTable) -> Consumer
  ) throws(InputError) -> RecordTable {
    try input.withBytes { (bytes) throws(InputError) in
      let setting = try setting(bytes, input, requests, options, limits)
      let whole = FilePart(setting)
      let parts = FileParts(setting, watch: watch)
      let stream = ConsumedParts(setting, consumer(setting.table(whole)), whole)
      parts.readFirst(whole)
      stream.takeRows(of: whole)
      parts.readRest(whole) { guess in
        stream.guess = guess
        return stream
      }
      return setting.table(whole)
    }
  }
}

/// Hands the rows of parts over and forgets them.
private final class ConsumedParts<Consumer: PartConsumer>: PartHandling, @unchecked Sendable {
  // Unchecked: `guess` is set before the first thread starts, and `idle` is read and written under a lock.

  struct Worker {
    var part: FilePart?
    var consuming: Consumer.Worker
  }

  struct Product: Sendable {
    var summary: PartSummary
    var digest: Consumer.Digest
  }

  private let setting: FileSetting
  private let consumer: Consumer
  /// What rows of the whole were handed over with, for whoever needs one next: each takes memory of its own.
  private var idle: Consumer.Worker?
  private let lock = Mutex(())
  var guess: FilePart

  init(_ setting: FileSetting, _ consumer: Consumer, _ guess: FilePart) {
    self.setting = setting
    self.consumer = consumer
    self.guess = guess
  }

  func makeWorker() -> Worker { Worker(part: nil, consuming: takeIdle()) }

  private func takeIdle() -> Consumer.Worker {
    let taken = lock.withLock { _ in
      defer { idle = nil }
      return idle
    }
    return taken ?? consumer.makeWorker()
  }

  func read(_ worker: inout Worker, from start: Int, before end: Int) -> Product {
    let part: FilePart
    if let used = worker.part {
      part = used
      part.restart(after: guess.classifier, at: start)
    } else {
      part = FilePart(setting, formats: guess.columns, after: guess.classifier, from: start)
      worker.part = part
    }
    part.readOn(before: end)
    return Product(summary: part.summary, digest: consumer.digest(part.partRows, &worker.consuming))
  }

  func start(of product: Product) -> Int { product.summary.start }

  func take(_ product: Product, into whole: FilePart) {
    consumer.take(product.digest, after: whole.next.line - 1, before: product.summary.next.offset)
    whole.append(product.summary)
  }

  func takeRows(of whole: FilePart) {
    var worker = takeIdle()
    let digest = consumer.digest(whole.partRows, &worker)
    lock.withLock { _ in idle = worker }
    whole.forgetRows()
    consumer.take(digest, after: 0, before: whole.next.offset)
  }
}
