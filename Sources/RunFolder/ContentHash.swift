/// MurmurHash3 x64 128, seed 0 (Austin Appleby, public domain): a fast hash that detects change, not forgery.
public struct MurmurHash3: Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  private static let firstFactor: UInt64 = 0x87C3_7B91_1142_53D5
  private static let secondFactor: UInt64 = 0x4CF5_AD43_2745_937F

  /// Creates a hash of nothing.
  public init() {}

  /// Creates a hash of nothing with a seed; only the published test values need another seed than 0.
  init(seed: UInt32) {
    first = UInt64(seed)
    second = UInt64(seed)
  }

  /// The hash of bytes as 32 hexadecimal digits.
  public static func hexDigest(of bytes: [UInt8]) -> String {
    var hash = MurmurHash3()
    hash.update(bytes)
    return hash.hexDigest()
  }

  /// Adds bytes; how a content is cut into pieces does not change its hash.
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Adds bytes; how a content is cut into pieces does not change its hash.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var offset = 0
    if !pending.isEmpty {
      offset = min(16 - pending.count, bytes.count)
      pending += bytes[..<offset]
      guard pending.count == 16 else { return }
      pending.withUnsafeBytes { mix($0, upTo: 16) }
      pending.removeAll(keepingCapacity: true)
    }
    let end = offset + (bytes.count - offset) / 16 * 16
    mix(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]), upTo: end - offset)
    pending += bytes[end...]
  }

  /// The hash of everything added so far as 32 hexadecimal digits.
  public func hexDigest() -> String {
    var last = self
    last.mixTail()
    last.first ^= length
    last.second ^= length
    last.first &+= last.second
    last.second &+= last.first
    last.first = Self.finalMix(last.first)
    last.second = Self.finalMix(last.second)
    last.first &+= last.second
    last.second &+= last.first
    return HexText.text(of: last.first) + HexText.text(of: last.second)
  }

  private mutating func mix(_ bytes: UnsafeRawBufferPointer, upTo end: Int) {
    var one = first
    var two = second
    var offset = 0
    while offset < end {
      let low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      one ^= Self.scrambledFirst(low)
      one = Self.rotated(one, 27) &+ two
      one = one &* 5 &+ 0x52DC_E729
      two ^= Self.scrambledSecond(high)
      two = Self.rotated(two, 31) &+ one
      two = two &* 5 &+ 0x3849_5AB5
      offset += 16
    }
    first = one
    second = two
  }

  private mutating func mixTail() {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for (position, byte) in pending.enumerated() {
      if position < 8 {
        low |= UInt64(byte) << UInt64(8 * position)
      } else {
        high |= UInt64(byte) << UInt64(8 * position - 64)
      }
    }
    if pending.count > 8 { second ^= Self.scrambledSecond(high) }
    if !pending.isEmpty { first ^= Self.scrambledFirst(low) }
  }

  private static func scrambledFirst(_ key: UInt64) -> UInt64 {
    rotated(key &* firstFactor, 31) &* secondFactor
  }

  private static func scrambledSecond(_ key: UInt64) -> UInt64 {
    rotated(key &* secondFactor, 33) &* firstFactor
  }

  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }

  private static func finalMix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed ^= mixed >> 33
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed >> 33
    mixed = mixed &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ (mixed >> 33)
  }
}

/// A hash of a content that comes in pieces.
public struct RunningHash: Sendable {
  private enum State {
    case murmur3(MurmurHash3)
    case sha256(SHA256)
  }

  private var state: State

  /// Creates a hash of nothing.
  public init(_ hash: ContentHash) {
    switch hash {
    case .murmur3: state = .murmur3(MurmurHash3())
    case .sha256: state = .sha256(SHA256())
    }
  }

  /// Adds bytes; how a content is cut into pieces does not change its hash.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    switch state {
    case .murmur3(var hash):
      hash.update(bytes)
      state = .murmur3(hash)
    case .sha256(var hash):
      hash.update(Array(bytes))
      state = .sha256(hash)
    }
  }

  /// The hash of everything added so far in hexadecimal digits.
  public var digest: String {
    switch state {
    case .murmur3(let hash): return hash.hexDigest()
    case .sha256(let hash): return hash.hexDigest()
    }
  }
}

/// SHA-256 (FIPS 180-4): slower, and fit to seal a run against later changes.
public struct SHA256: Sendable {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// Creates a hash of nothing.
  public init() {}

  /// The hash of bytes as 64 hexadecimal digits.
  public static func hexDigest(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hexDigest()
  }

  /// Adds bytes; how a content is cut into pieces does not change its hash.
  public mutating func update(_ bytes: [UInt8]) {
    length &+= UInt64(bytes.count)
    var schedule = [UInt32](repeating: 0, count: 64)
    var offset = 0
    if !pending.isEmpty {
      offset = min(64 - pending.count, bytes.count)
      pending += bytes[..<offset]
      guard pending.count == 64 else { return }
      compress(pending, at: 0, &schedule)
      pending.removeAll(keepingCapacity: true)
    }
    while offset + 64 <= bytes.count {
      compress(bytes, at: offset, &schedule)
      offset += 64
    }
    pending += bytes[offset...]
  }

  /// The hash of everything added so far as 64 hexadecimal digits.
  public func hexDigest() -> String {
    var last = self
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    while (last.pending.count + padding.count) % 64 != 56 { padding.append(0) }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    last.update(padding)
    return last.state.map { HexText.text(of: $0) }.joined()
  }

  private mutating func compress(_ bytes: [UInt8], at offset: Int, _ schedule: inout [UInt32]) {
    for word in 0..<16 {
      let place = offset + 4 * word
      schedule[word] =
        UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
        | UInt32(bytes[place + 3])
    }
    for word in 16..<64 {
      let early = schedule[word - 15]
      let late = schedule[word - 2]
      let one = Self.rotated(early, 7) ^ Self.rotated(early, 18) ^ (early >> 3)
      let two = Self.rotated(late, 17) ^ Self.rotated(late, 19) ^ (late >> 10)
      schedule[word] = schedule[word - 16] &+ one &+ schedule[word - 7] &+ two
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let mixedE = Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25)
      let chosen = (e & f) ^ (~e & g)
      let first = h &+ mixedE &+ chosen &+ Self.constants[round] &+ schedule[round]
      let mixedA = Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)
      let second = mixedA &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    for (position, value) in [a, b, c, d, e, f, g, h].enumerated() {
      state[position] = state[position] &+ value
    }
  }

  private static func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
    value >> count | value << (32 - count)
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

/// Writes whole numbers as hexadecimal digits of full width.
enum HexText {
  static func text(of value: some FixedWidthInteger & UnsignedInteger) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: value.bitWidth / 4 - digits.count) + digits
  }
}
