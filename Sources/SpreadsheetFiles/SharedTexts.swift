import RecordFiles

/// The texts that cells of a workbook share, spooled so that they take bounded memory.
final class SharedTexts {
  private let input: InputBytes?
  /// End of each text.
  private let ends: [Int]

  /// Without texts.
  init() {
    input = nil
    ends = []
  }

  /// Reads the part that holds the texts.
  init(_ stream: XMLStream, path: String, limits: UnpackLimits) throws(InputError) {
    let item = stream.intern("si")
    let piece = stream.intern("t")
    let phonetic = stream.intern("rPh")
    var spool = ByteSpool(path: path, memoryLimit: limits.memoryBytes)
    var ends: [Int] = []
    var text: [UInt8] = []
    var collects = false
    var hints = 0
    reading: while true {
      switch try stream.next() {
      case .start:
        if stream.name == phonetic { hints += 1 }
        if stream.name == piece, hints == 0 { collects = true }
      case .text: if collects { stream.appendText(to: &text) }
      case .end:
        if stream.name == phonetic { hints -= 1 }
        if stream.name == piece { collects = false }
        guard stream.name == item else { continue reading }
        EscapedText.decode(&text)
        try spool.append(text)
        text.removeAll(keepingCapacity: true)
        ends.append(spool.count)
        guard ends.count <= limits.texts, spool.count <= limits.textBytes else {
          throw .tooLargeWorkbook(
            path, "more than \(limits.texts) different texts or \(limits.textBytes) bytes of them")
        }
      case .finished: break reading
      }
    }
    self.ends = ends
    input = spool.count > 0 ? try spool.finish() : nil
  }

  /// The bytes of a text; nil when there is none with this number.
  func append(_ index: Int, to bytes: inout [UInt8]) -> Bool {
    guard ends.indices.contains(index) else { return false }
    let start = index == 0 ? 0 : ends[index - 1]
    if start == ends[index] { return true }
    input?.withBytes { all in bytes.append(contentsOf: all[start..<ends[index]]) }
    return true
  }
}

/// Texts in which spreadsheet programs write characters that XML cannot hold as `_x000D_`.
enum EscapedText {
  /// Replaces what stands for a line break, a tab or a printable character; other control characters stay as written.
  static func decode(_ text: inout [UInt8]) {
    guard text.count >= 7, text.contains(0x5F) else { return }
    var decoded: [UInt8] = []
    var place = 0
    while place < text.count {
      if let scalar = escape(text, at: place) {
        decoded.append(contentsOf: String(scalar).utf8)
        place += 7
      } else {
        decoded.append(text[place])
        place += 1
      }
    }
    text = decoded
  }

  private static func escape(_ text: [UInt8], at place: Int) -> Unicode.Scalar? {
    guard place + 7 <= text.count, text[place] == 0x5F, text[place + 1] == UInt8(ascii: "x"),
      text[place + 6] == 0x5F
    else { return nil }
    var value: UInt32 = 0
    for byte in text[place + 2..<place + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    guard value >= 0x20 && value != 0x7F || value == 9 || value == 10 || value == 13 else { return nil }
    return Unicode.Scalar(value)
  }
}
