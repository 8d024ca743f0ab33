import CZlib

/// Writes a ZIP archive of deflated parts with fixed times, so that equal parts give equal archives.
struct ZIPWriter: ~Copyable {
  /// Bytes that are ready, and bytes that were left open in an earlier output and are known now.
  struct Output {
    var bytes: [UInt8]
    var patches: [(offset: Int, bytes: [UInt8])]
  }

  private struct Entry {
    var name: [UInt8]
    var checkSum: UInt32
    var packedSize: Int
    var size: Int
    var start: Int
  }

  /// 1980-01-01 00:00, the first moment that the format knows.
  private static let time: [UInt8] = [0, 0, 0x21, 0]
  /// Names are UTF-8.
  private static let flags: [UInt8] = [0, 8]
  private static let pieceSize = 1 << 16

  /// Bytes that were not yet taken.
  private(set) var bytes: [UInt8] = []
  /// Number of bytes that were taken.
  private var taken = 0
  private var patches: [(offset: Int, bytes: [UInt8])] = []
  private let level: Int
  private var entries: [Entry] = []
  private var deflater: Deflater?
  private var pending: [UInt8] = []
  private var checkSum = CheckSum()
  private var size = 0

  /// Creates an empty archive.
  ///
  /// - Parameter level: how hard zlib packs, 1 to 9.
  init(level: Int = 9) { self.level = level }

  /// Starts a part; the one before must be ended.
  mutating func startPart(_ name: String) {
    entries.append(
      Entry(name: Array(name.utf8), checkSum: 0, packedSize: 0, size: 0, start: taken + bytes.count))
    // Check sum and sizes are filled in at the end of the part.
    bytes += [0x50, 0x4B, 3, 4, 20, 0] + Self.flags + [8, 0] + Self.time
    bytes += [UInt8](repeating: 0, count: 12)
    bytes += Self.little(name.utf8.count, 2) + [0, 0] + Array(name.utf8)
    deflater = Deflater(level: level)
    checkSum = CheckSum()
    size = 0
  }

  /// Adds bytes to the part.
  mutating func append(_ more: [UInt8]) {
    pending += more
    if pending.count >= Self.pieceSize { pack(isLast: false) }
  }

  /// Ends the part.
  mutating func endPart() {
    pack(isLast: true)
    deflater = nil
    guard var entry = entries.popLast() else { return }
    let header = entry.start + 30 + entry.name.count
    entry.packedSize = taken + bytes.count - header
    entry.size = size
    entry.checkSum = checkSum.value
    let fields = Self.little(Int(entry.checkSum), 4) + Self.little(entry.packedSize, 4) + Self.little(size, 4)
    let place = entry.start + 14 - taken
    if place >= 0 {
      bytes.replaceSubrange(place..<place + 12, with: fields)
    } else {
      patches.append((entry.start + 14, fields))
    }
    entries.append(entry)
  }

  private mutating func pack(isLast: Bool) {
    size += pending.count
    pending.withUnsafeBufferPointer { checkSum.add($0) }
    deflater?.pack(pending, isLast: isLast, onto: &bytes)
    pending.removeAll(keepingCapacity: true)
  }

  /// Takes what is ready; the header of a part is never divided.
  mutating func takeOutput() -> Output {
    let output = Output(bytes: bytes, patches: patches)
    taken += bytes.count
    bytes.removeAll()
    patches = []
    return output
  }

  /// Writes the table of contents; false for an archive that would need 64-bit sizes.
  mutating func writeContents() -> Bool {
    let start = taken + bytes.count
    for entry in entries {
      bytes += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + Self.flags + [8, 0] + Self.time
      bytes +=
        Self.little(Int(entry.checkSum), 4) + Self.little(entry.packedSize, 4) + Self.little(entry.size, 4)
      bytes += Self.little(entry.name.count, 2) + [UInt8](repeating: 0, count: 12)
      bytes += Self.little(entry.start, 4) + entry.name
    }
    let end = taken + bytes.count
    guard end < 0xFFFF_FFFF, entries.allSatisfy({ $0.size < 0xFFFF_FFFF }) else { return false }
    bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.little(entries.count, 2) + Self.little(entries.count, 2)
    bytes += Self.little(end - start, 4) + Self.little(start, 4) + [0, 0]
    return true
  }

  /// Ends the archive; nil for one that would need 64-bit sizes.
  mutating func finish() -> [UInt8]? { writeContents() ? bytes : nil }

  private static func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// Packs bytes piece by piece as bare deflate.
private final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

  init(level: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Bare deflate, the usual memory and strategy; this fails only without memory.
    deflateInit2_(
      stream, Int32(level), Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    room.deallocate()
  }

  func pack(_ input: [UInt8], isLast: Bool, onto output: inout [UInt8]) {
    input.withUnsafeBufferPointer { bytes in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
      stream.pointee.avail_in = UInt32(bytes.count)
      repeat {
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        let status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        output.append(contentsOf: room[..<(room.count - Int(stream.pointee.avail_out))])
        if status != Z_OK { break }
      } while stream.pointee.avail_out == 0 || isLast
    }
  }
}
