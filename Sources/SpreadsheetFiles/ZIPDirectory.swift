import RecordFiles

/// A part of a ZIP archive, as its table of contents states it.
struct ZIPEntry: Hashable, Sendable {
  /// Name in the archive; never used as a path.
  var name: String
  /// 0 for stored, 8 for deflate.
  var method: Int
  var isEncrypted: Bool
  var checkSum: UInt32
  var packedSize: Int
  var size: Int
  /// Offset of the packed bytes in the archive.
  var dataStart: Int

  /// Folders are parts whose name ends in a slash.
  var isFolder: Bool { name.hasSuffix("/") }
}

/// Little-endian numbers of an archive; nil outside its bytes.
struct LittleEndianBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  func number(at offset: Int, bytes width: Int) -> UInt64? {
    guard offset >= 0, width <= bytes.count, offset <= bytes.count - width else { return nil }
    var value: UInt64 = 0
    for place in (0..<width).reversed() { value = value << 8 | UInt64(bytes[offset + place]) }
    return value
  }

  /// A number that must be a place or size within memory.
  func size(at offset: Int, bytes width: Int) -> Int? {
    number(at: offset, bytes: width).flatMap { Int(exactly: $0) }
  }
}

/// Reads the table of contents of a ZIP archive, with 32-bit or 64-bit sizes.
///
/// Only the central directory counts, and it must agree with the local headers: parts that overlap, share a name or
/// reach over the directory are refused, because different programs would read different things from such a file.
struct ZIPDirectory {
  private static let endSignature: UInt64 = 0x0605_4B50
  private static let end64Signature: UInt64 = 0x0606_4B50
  private static let locator64Signature: UInt64 = 0x0706_4B50
  private static let entrySignature: UInt64 = 0x0201_4B50
  private static let localSignature: UInt64 = 0x0403_4B50
  private static let longestComment = 65_535

  let path: String
  let bytes: LittleEndianBytes
  let limits: UnpackLimits

  private struct End {
    var entries: Int
    var start: Int
    var size: Int
    /// Offset that the directory must end at.
    var end: Int
  }

  /// Where the parts of an archive stand, in the order of its directory.
  func entries() throws(InputError) -> [ZIPEntry] {
    let end = try end()
    guard end.entries <= limits.parts else {
      throw .tooLargeUnpacked(path, "\(end.entries) parts, more than \(limits.parts)")
    }
    var entries: [ZIPEntry] = []
    var spans: [Range<Int>] = []
    var names: Set<[UInt8]> = []
    var offset = end.start
    for _ in 0..<end.entries {
      let (entry, local, next) = try entry(at: offset, before: end.start + end.size)
      // Names that differ in letter case alone are the same part of a workbook.
      guard names.insert(Array(entry.name.lowercased().utf8)).inserted else {
        throw .damagedArchive(path, "two parts are called `\(entry.name.prefix(64))`")
      }
      entries.append(entry)
      spans.append(local..<entry.dataStart + entry.packedSize)
      offset = next
    }
    guard offset == end.start + end.size else {
      throw .damagedArchive(path, "its table of contents has more than the parts it counts")
    }
    try checkOverlaps(spans, before: end.start)
    return entries
  }

  private func checkOverlaps(_ spans: [Range<Int>], before end: Int) throws(InputError) {
    var reached = 0
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard span.lowerBound >= reached else { throw .damagedArchive(path, "its parts overlap") }
      reached = span.upperBound
    }
    guard reached <= end else { throw .damagedArchive(path, "a part reaches over the table of contents") }
  }

  // MARK: - End of the directory

  private func end() throws(InputError) -> End {
    guard let offset = endOffset() else {
      throw .damagedArchive(path, "it has no table of contents; it was cut off or is no archive")
    }
    guard let disk = bytes.size(at: offset + 4, bytes: 2), let here = bytes.size(at: offset + 8, bytes: 2),
      let total = bytes.size(at: offset + 10, bytes: 2), let size = bytes.size(at: offset + 12, bytes: 4),
      let start = bytes.size(at: offset + 16, bytes: 4)
    else { throw .damagedArchive(path, "the end of its table of contents is cut off") }
    if disk == 0xFFFF || total == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      return try end64(before: offset)
    }
    guard disk == 0, here == total else { throw .damagedArchive(path, "it is one of several volumes") }
    return try checked(End(entries: total, start: start, size: size, end: offset))
  }

  private func end64(before offset: Int) throws(InputError) -> End {
    let locator = offset - 20
    guard bytes.number(at: locator, bytes: 4) == Self.locator64Signature,
      let record = bytes.size(at: locator + 8, bytes: 8), record < locator,
      bytes.number(at: record, bytes: 4) == Self.end64Signature,
      let total = bytes.size(at: record + 32, bytes: 8), let size = bytes.size(at: record + 40, bytes: 8),
      let start = bytes.size(at: record + 48, bytes: 8)
    else { throw .damagedArchive(path, "the 64-bit end of its table of contents is missing") }
    return try checked(End(entries: total, start: start, size: size, end: record))
  }

  private func checked(_ end: End) throws(InputError) -> End {
    guard end.start <= end.end, end.size == end.end - end.start, end.entries <= end.size / 46 else {
      throw .damagedArchive(path, "its table of contents is not where it should be")
    }
    return end
  }

  /// The end record stands last, before a comment whose length it states.
  private func endOffset() -> Int? {
    let count = bytes.bytes.count
    guard count >= 22 else { return nil }
    var offset = count - 22
    let lowest = max(0, offset - Self.longestComment)
    while offset >= lowest {
      if bytes.number(at: offset, bytes: 4) == Self.endSignature,
        bytes.size(at: offset + 20, bytes: 2) == count - offset - 22
      {
        return offset
      }
      offset -= 1
    }
    return nil
  }

  // MARK: - Entries

  private func entry(at offset: Int, before end: Int) throws(InputError) -> (ZIPEntry, local: Int, next: Int)
  {
    guard offset + 46 <= end, bytes.number(at: offset, bytes: 4) == Self.entrySignature,
      let flags = bytes.number(at: offset + 8, bytes: 2), let method = bytes.size(at: offset + 10, bytes: 2),
      let checkSum = bytes.number(at: offset + 16, bytes: 4),
      let nameLength = bytes.size(at: offset + 28, bytes: 2),
      let extraLength = bytes.size(at: offset + 30, bytes: 2),
      let commentLength = bytes.size(at: offset + 32, bytes: 2)
    else { throw .damagedArchive(path, "an entry of its table of contents is cut off") }
    let next = offset + 46 + nameLength + extraLength + commentLength
    guard next <= end else { throw .damagedArchive(path, "an entry of its table of contents is cut off") }
    let name = String(
      decoding: UnsafeBufferPointer(rebasing: bytes.bytes[offset + 46..<offset + 46 + nameLength]),
      as: UTF8.self)
    let extra = offset + 46 + nameLength..<offset + 46 + nameLength + extraLength
    guard let (size, packedSize, local) = sizes(at: offset, extra: extra) else {
      throw .damagedArchive(path, "the size of `\(name.prefix(64))` is missing")
    }
    let dataStart = try dataStart(local: local, name: name)
    guard packedSize >= 0, size >= 0, packedSize <= bytes.bytes.count - dataStart else {
      throw .damagedArchive(path, "`\(name.prefix(64))` is cut off")
    }
    let entry = ZIPEntry(
      name: name, method: method, isEncrypted: flags & 0x2041 != 0,
      checkSum: UInt32(truncatingIfNeeded: checkSum),
      packedSize: packedSize, size: size, dataStart: dataStart)
    return (entry, local, next)
  }

  /// Sizes and place of an entry; those that do not fit into 32 bits stand in its extra field.
  private func sizes(at offset: Int, extra: Range<Int>) -> (size: Int, packed: Int, local: Int)? {
    guard var packed = bytes.size(at: offset + 20, bytes: 4),
      var size = bytes.size(at: offset + 24, bytes: 4),
      var local = bytes.size(at: offset + 42, bytes: 4)
    else { return nil }
    let all32 = 0xFFFF_FFFF
    guard size == all32 || packed == all32 || local == all32 else { return (size, packed, local) }
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound {
      guard let id = bytes.number(at: place, bytes: 2), let length = bytes.size(at: place + 2, bytes: 2)
      else {
        return nil
      }
      let end = place + 4 + length
      guard end <= extra.upperBound else { return nil }
      if id == 1 {
        var next = place + 4
        func take() -> Int? {
          defer { next += 8 }
          return next + 8 <= end ? bytes.size(at: next, bytes: 8) : nil
        }
        if size == all32 { guard let value = take() else { return nil }; size = value }
        if packed == all32 { guard let value = take() else { return nil }; packed = value }
        if local == all32 { guard let value = take() else { return nil }; local = value }
        return (size, packed, local)
      }
      place = end
    }
    return nil
  }

  private func dataStart(local: Int, name: String) throws(InputError) -> Int {
    guard bytes.number(at: local, bytes: 4) == Self.localSignature,
      let nameLength = bytes.size(at: local + 26, bytes: 2),
      let extraLength = bytes.size(at: local + 28, bytes: 2),
      local + 30 + nameLength + extraLength <= bytes.bytes.count
    else { throw .damagedArchive(path, "`\(name.prefix(64))` is not where the table of contents says") }
    let range = local + 30..<local + 30 + nameLength
    guard
      UnsafeBufferPointer(rebasing: bytes.bytes[range]).elementsEqual(name.utf8)
        || String(decoding: UnsafeBufferPointer(rebasing: bytes.bytes[range]), as: UTF8.self) == name
    else { throw .damagedArchive(path, "`\(name.prefix(64))` has another name in its own header") }
    return range.upperBound + extraLength
  }
}
