import CZlib
import RecordFiles

/// Unpacks deflated bytes piece by piece.
struct Inflater: ~Copyable {
  enum Wrapping: Int32 {
    /// Bare deflate, as in ZIP archives.
    case none = -15
    /// gzip with its header and check sum.
    case gzip = 31
  }

  enum Outcome {
    /// More input or more room is needed.
    case going
    /// The packed data ended.
    case ended
    /// The packed data contradicts itself.
    case damaged
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init?(_ wrapping: Wrapping) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    if inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size) != Z_OK {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Makes ready for another run of packed data of the same wrapping.
  mutating func restart() { inflateReset(stream) }

  /// Unpacks as much as fits.
  ///
  /// - Returns: bytes taken from `input`, bytes put into `room`, and how it stands.
  mutating func unpack(
    _ input: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> (taken: Int, made: Int, outcome: Outcome) {
    let given = min(input.count, 1 << 30)
    let space = min(room.count, 1 << 30)
    // zlib never writes through `next_in`.
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(given)
    stream.pointee.next_out = room.baseAddress
    stream.pointee.avail_out = UInt32(space)
    let status = inflate(stream, Z_NO_FLUSH)
    let taken = given - Int(stream.pointee.avail_in)
    let made = space - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: return (taken, made, .ended)
    case Z_OK, Z_BUF_ERROR: return (taken, made, .going)
    default: return (taken, made, .damaged)
    }
  }
}

/// The running CRC-32 of bytes.
struct CheckSum {
  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < bytes.count {
      let piece = UnsafeBufferPointer(rebasing: bytes[start..<min(start + 1 << 30, bytes.count)])
      value = UInt32(truncatingIfNeeded: crc32(UInt(value), piece.baseAddress, UInt32(piece.count)))
      start += piece.count
    }
  }
}
