import CellLoops
import Diagnostics

/// What was found out about the encoding of a file.
public struct EncodingFinding: Hashable, Sendable {
  /// The encoding.
  public var encoding: TextEncoding
  /// Why it is that one, in one sentence.
  public var evidence: String
}

/// Brings the bytes of a file to UTF-8, whatever encoding they have.
public enum TextDecoding {
  private static let sampleBytes = 1 << 20

  /// The file in UTF-8: the same input where it is UTF-8 already, else a copy in bounded memory.
  ///
  /// Letters of the Vietnamese code page of Windows come out in normal form C. Bytes and halves of letters that the
  /// encoding does not define become a byte that is not UTF-8, so that their cells are rejected.
  ///
  /// - Parameter options: what a person says about the file; takes what was found.
  /// - Throws: `InputError.fontEncoding` for text that needs special fonts.
  public static func decode(
    _ input: InputBytes, _ options: inout ReadingOptions
  ) throws(InputError) -> InputBytes {
    let finding: EncodingFinding
    if let encoding = options.encoding {
      finding = EncodingFinding(encoding: encoding, evidence: "encoding: \(encoding.title), as you said")
    } else {
      finding = try input.encodingFinding()
    }
    let decoded: InputBytes
    switch finding.encoding {
    case .utf8: decoded = input
    case .utf16LittleEndian, .utf16BigEndian:
      decoded = try input.withBytes { (bytes) throws(InputError) in
        try decodeUTF16(bytes, isBigEndian: finding.encoding == .utf16BigEndian, path: input.path)
      }
    case .windows1252, .windows1258:
      decoded = try input.withBytes { (bytes) throws(InputError) in
        try decodeCodePage(bytes, finding.encoding, path: input.path)
      }
    }
    options.encodingFinding = finding
    return decoded
  }

  // MARK: Detection

  /// Finds the encoding of bytes.
  static func detect(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws(InputError) -> EncodingFinding
  {
    if let marked = byteOrderMark(bytes) { return marked }
    // Packed files and the like are left to the reader, which names them.
    let foreign = ForeignFormat.detect(bytes)
    let none = EncodingFinding(encoding: .utf8, evidence: "encoding: none")
    if foreign != nil, foreign != .wideText { return none }
    if let wide = ForeignFormat.wideEncoding(bytes) {
      return EncodingFinding(
        encoding: wide, evidence: "encoding: \(wide.title), by the zeros in every second byte")
    }
    if foreign != nil { return none }
    let first = bytes.firstBeyondASCII()
    guard first < bytes.count else {
      return EncodingFinding(encoding: .utf8, evidence: "encoding: ASCII, which is UTF-8 too")
    }
    let start = max(0, first - 256)
    let sample = UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, first + sampleBytes)])
    let letters = EncodedLetters(sample)
    if letters.isUTF8 {
      if !letters.hasVietnameseScalars, let font = letters.wordsOfScalars.fontEncoding {
        throw .fontEncoding(path: path, encoding: font)
      }
      return EncodingFinding(
        encoding: .utf8,
        evidence: "encoding: UTF-8, \(letters.sequences) letters of several bytes, \(letters.damaged) damaged"
      )
    }
    var words = VietnameseWords()
    words.take(sample)
    if let font = words.fontEncoding { throw .fontEncoding(path: path, encoding: font) }
    let isVietnamese = words.windows1258.isConvincing
    let encoding: TextEncoding = isVietnamese ? .windows1258 : .windows1252
    let count = words.windows1258
    return EncodingFinding(
      encoding: encoding,
      evidence: "encoding: \(encoding.title), the bytes are not UTF-8 and "
        + "\(count.syllables) of \(count.words) words with marks are Vietnamese")
  }

  private static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> EncodingFinding? {
    func starts(_ mark: [UInt8]) -> Bool { bytes.count >= mark.count && bytes.starts(with: mark) }
    let encoding: TextEncoding
    if starts([0xEF, 0xBB, 0xBF]) {
      encoding = .utf8
    } else if starts([0xFF, 0xFE]), !starts([0xFF, 0xFE, 0, 0]) {
      encoding = .utf16LittleEndian
    } else if starts([0xFE, 0xFF]) {
      encoding = .utf16BigEndian
    } else {
      return nil
    }
    return EncodingFinding(
      encoding: encoding, evidence: "encoding: \(encoding.title), by its byte-order mark")
  }

  // MARK: Decoding

  private static let piece = 1 << 16

  private static func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool, path: String
  ) throws(InputError) -> InputBytes {
    var spool = ByteSpool(path: path)
    var output: [UInt8] = []
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(bytes[index])
      let second = UInt32(bytes[index + 1])
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var index = bytes.count >= 2 && unit(0) == 0xFEFF ? 2 : 0
    while index + 1 < bytes.count {
      let value = unit(index)
      index += 2
      if value & 0xFC00 == 0xD800, index + 1 < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
        UTF8Scalars.append(0x10000 + ((value & 0x3FF) << 10 | unit(index) & 0x3FF), to: &output)
        index += 2
      } else if value & 0xF800 == 0xD800 {
        output.append(0xFF)
      } else {
        UTF8Scalars.append(value, to: &output)
      }
      if output.count >= piece {
        try spool.append(output)
        output.removeAll(keepingCapacity: true)
      }
    }
    if index < bytes.count { output.append(0xFF) }
    try spool.append(output)
    guard spool.count > 0 else { throw .empty(path: path) }
    return try spool.finish()
  }

  private static func decodeCodePage(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, path: String
  ) throws(InputError) -> InputBytes {
    let table = WindowsCodePage.table(encoding)
    var spool = ByteSpool(path: path)
    var output: [UInt8] = []
    var letter: [UInt32] = []
    func flush() {
      if letter.count > 1 { letter = LatinComposition.compose(letter) }
      for scalar in letter {
        if scalar == WindowsCodePage.undefined {
          output.append(0xFF)
        } else {
          UTF8Scalars.append(scalar, to: &output)
        }
      }
      letter.removeAll(keepingCapacity: true)
    }
    for byte in bytes {
      let scalar = table[Int(byte)]
      if !(0x300...0x36F).contains(scalar) {
        flush()
        if output.count >= piece {
          try spool.append(output)
          output.removeAll(keepingCapacity: true)
        }
      }
      letter.append(scalar)
      // A run of marks is no text; it must not grow without end.
      if letter.count > 32 { flush() }
    }
    flush()
    try spool.append(output)
    return try spool.finish()
  }
}

/// What the bytes of a sample say about UTF-8.
private struct EncodedLetters {
  private(set) var sequences = 0
  private(set) var damaged = 0
  /// Whether letters stand there that only Unicode has for Vietnamese.
  private(set) var hasVietnameseScalars = false
  private let sample: UnsafeBufferPointer<UInt8>

  var isUTF8: Bool { sequences > 0 && sequences >= damaged * 4 }

  init(_ sample: UnsafeBufferPointer<UInt8>) {
    self.sample = sample
    var index = 0
    while index < sample.count {
      if hasVietnameseScalars, let start = sample.baseAddress {
        // Nothing but the number of letters can still change in text without fault.
        var letters = 0
        index += text_count_letters(start + index, sample.count - index, &letters)
        sequences += letters
        if index == sample.count { break }
      }
      if sample[index] < 0x80 {
        index = sample.firstBeyondASCII(from: index + 1)
        continue
      }
      guard let next = UTF8Scalars.scalar(sample, at: index) else {
        // The sample may start or end inside a letter.
        if index > 3, index < sample.count - 4 { damaged += 1 }
        index += 1
        continue
      }
      index += next.length
      sequences += 1
      switch next.value {
      case 0x1EA0...0x1EF9, 0x1A1, 0x1B0, 0x110, 0x111, 0x103: hasVietnameseScalars = true
      default: continue
      }
    }
  }

  /// The words of the scalars below 256, in which text for special fonts lives on when it is saved as UTF-8.
  var wordsOfScalars: VietnameseWords {
    var low: [UInt8] = []
    var index = 0
    while index < sample.count {
      let next = UTF8Scalars.scalar(sample, at: index)
      index += next?.length ?? 1
      if let next { low.append(next.value < 0x100 ? UInt8(next.value) : 0x20) }
    }
    var words = VietnameseWords()
    words.take(low)
    return words
  }
}

extension VietnameseWords {
  /// The special font that the words need; nil when they do not, or when it is not clear.
  var fontEncoding: FontEncoding? {
    if tcvn3.isConvincing, tcvn3.syllables > max(windows1258.syllables, vni.syllables) { return .tcvn3 }
    if vni.isConvincing, vni.syllables > max(windows1258.syllables, tcvn3.syllables) { return .vni }
    return nil
  }
}
