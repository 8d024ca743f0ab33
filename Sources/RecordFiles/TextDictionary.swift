/// Distinct texts of a column, each with a code in the order of first appearance.
///
/// The texts stand one after the other in one array of bytes; a text becomes a `String` only when asked for.
public struct TextDictionary: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing: code + 1, 0 for a free place; the size is a power of two.
  private var places: [Int32]

  /// Whether a text is added without asking for an equal one.
  public let keepsEveryText: Bool

  /// Whether texts may stay in the file; then `spans` says where all of them are.
  package let refersToFile: Bool
  /// Where each text of a dictionary stands that refers to the file.
  package private(set) var spans: [TextSpan] = []

  /// Creates an empty dictionary.
  ///
  /// - Parameter keepsEveryText: whether texts are added without asking for equal ones; their codes then do not tell
  ///   whether they are equal.
  public init(keepsEveryText: Bool = false) { self.init(keepsEveryText: keepsEveryText, refersToFile: false) }

  /// - Parameter refersToFile: whether texts may stay in the file; only where every text is kept.
  init(keepsEveryText: Bool, refersToFile: Bool) {
    self.keepsEveryText = keepsEveryText
    self.refersToFile = refersToFile && keepsEveryText
    places = [Int32](repeating: 0, count: 16)
  }

  /// A dictionary that stands where another was moved out; nothing that threads share is counted for it.
  static var none: TextDictionary { TextDictionary(withoutPlaces: ()) }

  private init(withoutPlaces: Void) {
    keepsEveryText = true
    refersToFile = false
    places = []
  }

  /// Number of distinct texts.
  public var count: Int { refersToFile ? spans.count : ends.count }

  /// The text of a code.
  public subscript(code: Int32) -> String {
    let code = Int(code)
    return String(decoding: bytes[(code == 0 ? 0 : ends[code - 1])..<ends[code]], as: UTF8.self)
  }

  /// All texts, at the places of their codes.
  public var texts: [String] { (0..<Int32(count)).map { self[$0] } }

  /// The code of a text that is known.
  public func code(of text: String) -> Int32? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { code(of: $0) }
  }

  /// The code of a text, which is added when it is new.
  package mutating func code(adding text: String) -> Int32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The text of a code, also of one that stays in the file.
  package func text(_ code: Int32, in file: UnsafeBufferPointer<UInt8>) -> String {
    guard refersToFile else { return self[code] }
    return withTexts(in: file) { String(decoding: $0[code], as: UTF8.self) }
  }

  func code(of text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let code = withLookup { $0.code(of: UnsafeRawBufferPointer(text)) }
    return code < 0 ? nil : code
  }

  /// The code of a text, which is added when it is new.
  @discardableResult mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if keepsEveryText {
      if refersToFile {
        spans.append(TextSpan(offset: bytes.count, count: text.count, isInFile: false))
        bytes.append(contentsOf: text)
        return Int32(truncatingIfNeeded: spans.count - 1)
      }
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
      return Int32(truncatingIfNeeded: ends.count - 1)
    }
    let hash = TextLookup.hash(UnsafeRawBufferPointer(text))
    let place = place(of: text, hash: hash)
    if places[place] != 0 { return places[place] - 1 }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    places[place] = Int32(truncatingIfNeeded: ends.count)
    if ends.count * 2 > places.count { grow() }
    return Int32(truncatingIfNeeded: ends.count - 1)
  }

  /// The code of another text whose marks stand beside their letters; nil when more than that has to be looked at.
  mutating func intern(composing text: UnsafeBufferPointer<UInt8>) -> Int32? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { target in
      LatinComposition.write(composed: text, to: target).map {
        intern(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(target)[..<$0]))
      }
    }
  }

  /// Makes room for more texts, as long as those that are there; only where every text is kept.
  mutating func reserve(_ texts: Int) {
    guard keepsEveryText else { return }
    if refersToFile { spans.reserveCapacity(count + texts) } else { ends.reserveCapacity(count + texts) }
    // Rounded up by much, since all bytes are copied when there is too little room.
    let (room, overflow) = (bytes.count / max(1, count) + 2).multipliedReportingOverflow(by: texts)
    if !overflow { bytes.reserveCapacity(bytes.count + room) }
  }

  /// The code of another text that stays in the file.
  mutating func refer(to offset: Int, count: Int) -> Int32 {
    spans.append(TextSpan(offset: offset, count: count, isInFile: true))
    return Int32(truncatingIfNeeded: spans.count - 1)
  }

  /// The bytes of all texts that do not stay in the file, and where the text of each code ends.
  package var packed: (bytes: [UInt8], ends: [Int]) { (bytes, ends) }

  /// The bytes of all texts one after the other, also of those that stay in the file, and where the text of each code ends.
  package func packed(in file: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], ends: [Int]) {
    guard refersToFile else { return packed }
    return withTexts(in: file) { texts in
      var packed: (bytes: [UInt8], ends: [Int]) = ([], [])
      for code in spans.indices {
        packed.bytes += texts[Int32(truncatingIfNeeded: code)]
        packed.ends.append(packed.bytes.count)
      }
      return packed
    }
  }

  /// Gives the texts as pointers to a closure, which must not keep them.
  package func withTexts<Result>(
    in file: UnsafeBufferPointer<UInt8>, _ body: (DictionaryTexts) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { own in
      spans.withUnsafeBufferPointer { spans in
        ends.withUnsafeBufferPointer { ends in
          body(DictionaryTexts(own: own, file: UnsafeRawBufferPointer(file), spans: spans, ends: ends))
        }
      }
    }
  }

  /// Where the codes of another dictionary went.
  struct Merged {
    private let first: Int32
    private let codes: [Int32]

    fileprivate init(first: Int32, codes: [Int32]) {
      self.first = first
      self.codes = codes
    }

    @inline(__always) func code(_ code: Int32) -> Int32 { codes.isEmpty ? first + code : codes[Int(code)] }
  }

  /// Adds the texts of another dictionary in the order of their codes.
  mutating func append(_ other: TextDictionary) -> Merged {
    let first = Int32(truncatingIfNeeded: count)
    if refersToFile {
      let offset = bytes.count
      bytes += other.bytes
      if other.bytes.isEmpty {
        spans += other.spans
      } else {
        spans += other.spans.map { $0.moved(by: offset) }
      }
      return Merged(first: first, codes: [])
    }
    if keepsEveryText || count == 0 {
      if count == 0 {
        self = other
      } else {
        let offset = bytes.count
        bytes.append(contentsOf: other.bytes)
        for end in other.ends { ends.append(offset + end) }
      }
      return Merged(first: first, codes: [])
    }
    var codes: [Int32] = []
    codes.reserveCapacity(other.count)
    other.bytes.withUnsafeBufferPointer { all in
      var start = 0
      for end in other.ends {
        codes.append(intern(UnsafeBufferPointer(rebasing: all[start..<end])))
        start = end
      }
    }
    return Merged(first: first, codes: codes)
  }

  /// Removes all texts and keeps their memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    guard !hashes.isEmpty else { return }
    hashes.removeAll(keepingCapacity: true)
    for place in places.indices { places[place] = 0 }
  }

  private func place(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    withLookup { $0.place(of: UnsafeRawBufferPointer(text), hash: hash) }
  }

  /// Gives a view for finding many texts to a closure, which must not keep it.
  func withLookup<Result>(_ body: (TextLookup) -> Result) -> Result {
    bytes.withUnsafeBytes { bytes in
      ends.withUnsafeBufferPointer { ends in
        hashes.withUnsafeBufferPointer { hashes in
          places.withUnsafeBufferPointer { places in
            body(TextLookup(bytes: bytes, ends: ends, hashes: hashes, places: places))
          }
        }
      }
    }
  }

  private mutating func grow() {
    let mask = places.count * 2 - 1
    places = [Int32](repeating: 0, count: mask + 1)
    for (code, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while places[place] != 0 { place = (place + 1) & mask }
      places[place] = Int32(truncatingIfNeeded: code + 1)
    }
  }
}
