import RecordFiles

/// A ZIP archive whose parts can be unpacked one at a time, as streams.
public struct ZIPArchive: Sendable {
  /// The bytes of the archive.
  let input: InputBytes
  /// The parts, in the order of the directory.
  let entries: [ZIPEntry]
  let limits: UnpackLimits
  private let places: [String: Int]

  /// Reads the table of contents.
  ///
  /// - Throws: the reason why the archive cannot be trusted.
  public init(_ input: InputBytes, limits: UnpackLimits = UnpackLimits()) throws(InputError) {
    self.input = input
    self.limits = limits
    let path = input.path
    entries = try input.withBytes { (bytes) throws(InputError) in
      try ZIPDirectory(path: path, bytes: LittleEndianBytes(bytes: bytes), limits: limits).entries()
    }
    // The directory holds no two names that are equal here.
    places = Dictionary(
      uniqueKeysWithValues: entries.enumerated().map { ($0.element.name.lowercased(), $0.offset) })
  }

  /// Names of all parts.
  public var names: [String] { entries.map(\.name) }

  /// The part with a name; letter case does not count, as the standard of office files says.
  func entry(named name: String) -> ZIPEntry? { places[name.lowercased()].map { entries[$0] } }

  /// A stream of the unpacked bytes of a part.
  func stream(of entry: ZIPEntry, most: Int) throws(InputError) -> PartStream {
    if entry.isEncrypted { throw .encrypted(input.path) }
    guard entry.method == 0 || entry.method == 8 else {
      throw .unknownMethod(input.path, part: String(entry.name.prefix(64)), method: entry.method)
    }
    guard entry.size <= most else {
      throw .tooLargeUnpacked(input.path, "`\(entry.name.prefix(64))` states \(entry.size) bytes")
    }
    return try PartStream(input, entry, limits, most: most)
  }

  /// Unpacks a whole part into a spool.
  func spool(_ entry: ZIPEntry) throws(InputError) -> InputBytes {
    let stream = try stream(of: entry, most: limits.listBytes)
    var spool = ByteSpool(path: input.path, memoryLimit: limits.memoryBytes)
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { room.deallocate() }
    while true {
      let made = try stream.read(into: room)
      if made == 0 { break }
      try spool.append(UnsafeBufferPointer(rebasing: room[..<made]))
    }
    guard spool.count > 0 else { throw .empty(path: input.path) }
    return try spool.finish()
  }

  /// Unpacks a whole part into memory.
  ///
  /// - Parameter most: more bytes than this are an error.
  func bytes(of entry: ZIPEntry, most: Int) throws(InputError) -> [UInt8] {
    let stream = try stream(of: entry, most: most)
    var bytes: [UInt8] = []
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { room.deallocate() }
    while true {
      let made = try stream.read(into: room)
      if made == 0 { return bytes }
      bytes.append(contentsOf: room[..<made])
    }
  }
}

/// Unpacks one part of an archive, bounds it, and compares it with its stated size and check sum.
final class PartStream {
  private let input: InputBytes
  private let entry: ZIPEntry
  private let limits: UnpackLimits
  private let most: Int
  private var inflater: Inflater?
  private var taken = 0
  private var made = 0
  private var checkSum = CheckSum()
  private var isDone = false

  init(_ input: InputBytes, _ entry: ZIPEntry, _ limits: UnpackLimits, most: Int) throws(InputError) {
    self.input = input
    self.entry = entry
    self.limits = limits
    self.most = most
    if entry.method == 8 {
      guard let inflater = Inflater(.none) else { throw .damagedArchive(input.path, "zlib does not start") }
      self.inflater = consume inflater
    }
  }

  private var name: String { String(entry.name.prefix(64)) }

  /// Unpacks the next bytes; 0 at the end, after size and check sum were found right.
  func read(into room: UnsafeMutableBufferPointer<UInt8>) throws(InputError) -> Int {
    if isDone || room.isEmpty { return 0 }
    let count = entry.method == 8 ? try inflate(into: room) : copy(into: room)
    made += count
    checkSum.add(UnsafeBufferPointer(rebasing: room[..<count]))
    try checkBounds()
    if entry.method == 0, made == entry.size { isDone = true }
    if isDone { try checkEnd() }
    if count == 0, !isDone { throw .damagedArchive(input.path, "`\(name)` is cut off") }
    return count
  }

  private func copy(into room: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let count = min(room.count, min(entry.packedSize, entry.size) - taken)
    guard count > 0 else { return 0 }
    input.withBytes { bytes in
      let start = entry.dataStart + taken
      _ = room.update(fromContentsOf: bytes[start..<start + count])
    }
    taken += count
    return count
  }

  private func inflate(into room: UnsafeMutableBufferPointer<UInt8>) throws(InputError) -> Int {
    try input.withBytes { (bytes) throws(InputError) in
      var total = 0
      while total == 0, !isDone {
        let packed = bytes[entry.dataStart + taken..<entry.dataStart + entry.packedSize]
        guard let step = inflater?.unpack(UnsafeBufferPointer(rebasing: packed), into: room) else { return 0 }
        taken += step.taken
        total += step.made
        switch step.outcome {
        case .ended: isDone = true
        case .damaged: throw .damagedArchive(input.path, "`\(name)` cannot be unpacked")
        case .going:
          if step.taken == 0, step.made == 0 { throw .damagedArchive(input.path, "`\(name)` is cut off") }
        }
      }
      return total
    }
  }

  private func checkBounds() throws(InputError) {
    guard made <= most else { throw .tooLargeUnpacked(input.path, "`\(name)` has more than \(most) bytes") }
    guard made <= entry.size else {
      throw .damagedArchive(input.path, "`\(name)` has more bytes than it states")
    }
    if made > limits.freeBytes, made / limits.ratio > max(taken, 1) {
      throw .tooLargeUnpacked(input.path, "`\(name)` has over \(limits.ratio) bytes for each packed byte")
    }
  }

  private func checkEnd() throws(InputError) {
    guard made == entry.size, taken == entry.packedSize else {
      throw .damagedArchive(input.path, "`\(name)` is not as long as it states")
    }
    guard checkSum.value == entry.checkSum else {
      throw .damagedArchive(input.path, "the check sum of `\(name)` is wrong")
    }
  }
}
