import Testing

@testable import RunFolder

@Suite("Content hashes")
struct ContentHashTests {
  @Test(
    "MurmurHash3 x64 128 gives its published values",
    arguments: [
      ("", "00000000000000000000000000000000"),
      ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
      ("hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
      ("19 Jan 2038 at 3:14:07 AM", "b89e5988b737affc664fc2950231b2cb"),
      ("The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
    ])
  func murmurVectors(text: String, digest: String) {
    #expect(MurmurHash3.hexDigest(of: Array(text.utf8)) == digest)
  }

  @Test("MurmurHash3 x64 128 passes the verification of SMHasher, which covers every tail length")
  func murmurVerification() throws {
    var all: [UInt8] = []
    for length in 0..<256 {
      var hash = MurmurHash3(seed: UInt32(256 - length))
      hash.update((0..<length).map { UInt8($0) })
      all += try memoryOrder(hash.hexDigest())
    }
    let last = try memoryOrder(MurmurHash3.hexDigest(of: all))
    let value = last[..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(value == 0x6384_BA69)
  }

  /// The digest as the two little-endian words that the reference program leaves in memory.
  private func memoryOrder(_ digest: String) throws -> [UInt8] {
    let low = try #require(UInt64(digest.prefix(16), radix: 16))
    let high = try #require(UInt64(digest.suffix(16), radix: 16))
    return [low, high].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
  }

  @Test(
    "SHA-256 gives the values of FIPS 180-4",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func secureVectors(piece: String, times: Int, digest: String) {
    #expect(SHA256.hexDigest(of: Array(String(repeating: piece, count: times).utf8)) == digest)
  }

  @Test("How a content is cut does not change its hash", arguments: [1, 3, 15, 16, 17, 63, 64, 65, 1000])
  func pieces(size: Int) {
    let bytes = (0..<777).map { UInt8(truncatingIfNeeded: $0 * 31 + 7) }
    var fast = MurmurHash3()
    var secure = SHA256()
    var offset = 0
    while offset < bytes.count {
      let piece = Array(bytes[offset..<min(bytes.count, offset + size)])
      fast.update(piece)
      secure.update(piece)
      offset += size
    }
    #expect(fast.hexDigest() == MurmurHash3.hexDigest(of: bytes))
    #expect(secure.hexDigest() == SHA256.hexDigest(of: bytes))
  }
}
