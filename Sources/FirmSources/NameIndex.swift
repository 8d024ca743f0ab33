import RecordFiles

/// The names of all firms of a run, so that those alike to a name are found without comparing it with every one.
///
/// Firms of one name share an entry, and words are numbers. What a list says besides stays in the list.
struct NameIndex {
  /// One spelling of a firm's name.
  struct Entry {
    let key: UInt64
    /// Where the texts stand, for `texts`.
    let place: Int
    let name: Int32
    /// The legal form, as a number; 0 where the name says nothing.
    let form: UInt8
  }

  /// Entries name by name, in order of their keys.
  private(set) var entries: [Entry] = []
  /// What the words of each name weigh.
  private(set) var weights: [Int32] = []
  /// Words of names: those of name `n` stand at `wordStarts[n]..<wordStarts[n + 1]`, its entries likewise.
  private var words: [Int32] = []
  private var wordStarts: [Int] = [0]
  private var entryStarts: [Int] = []
  private(set) var vocabulary = NameVocabulary()
  /// Names with a word: those of word `w` stand at `starts[w]..<starts[w + 1]`.
  private var namesOfWord: [Int32] = []
  private var starts: [Int] = []
  /// Names by the hash of their letters without blanks.
  private var joined: [(hash: UInt64, name: Int32)] = []
  /// What the list says at a place.
  let texts: (Int) -> NamedFirm

  private static let forms = ["", "limited", "private", "branch", "cooperative", "household", "shares"]

  /// - Parameters:
  ///   - firms: the key of each firm and where its texts stand; a firm may have several spellings.
  ///   - texts: gives the texts of a place.
  init(_ firms: [(key: UInt64, place: Int)], texts: @escaping (Int) -> NamedFirm) {
    self.texts = texts
    var known: [[Int32]: Int32] = [:]
    var spellings: [[Int32]] = []
    var entries: [Entry] = []
    entries.reserveCapacity(firms.count)
    for firm in firms {
      let name = FirmName(texts(firm.place).title)
      let words = name.words.map { vocabulary.intern($0) }
      let number = known[words] ?? Int32(truncatingIfNeeded: spellings.count)
      if Int(number) == spellings.count {
        known[words] = number
        spellings.append(words)
      }
      entries.append(
        Entry(key: firm.key, place: firm.place, name: number, form: Self.number(ofForm: name.form)))
    }
    known = [:]
    take(entries)
    finish(spellings)
  }

  static func number(ofForm form: String) -> UInt8 { UInt8(forms.firstIndex(of: form) ?? 0) }

  /// Sorts the entries by name and key and drops repeated spellings.
  private mutating func take(_ all: [Entry]) {
    func order(_ entry: Entry) -> (Int32, UInt64, UInt8, Int) {
      (entry.name, entry.key, entry.form, entry.place)
    }
    for entry in all.sorted(by: { order($0) < order($1) }) {
      if let last = entries.last, last.name == entry.name, last.key == entry.key, last.form == entry.form {
        continue
      }
      entries.append(entry)
    }
  }

  private mutating func finish(_ spellings: [[Int32]]) {
    var ends = [Int](repeating: 0, count: spellings.count)
    for (place, entry) in entries.enumerated() { ends[Int(entry.name)] = place + 1 }
    entryStarts = [0] + ends
    var firms = [Int](repeating: 0, count: vocabulary.words.count)
    var sizes = firms
    for (name, words) in spellings.enumerated() {
      for word in Set(words) {
        firms[Int(word)] += entryStarts[name + 1] - entryStarts[name]
        sizes[Int(word)] += 1
      }
    }
    vocabulary.finish(counts: firms, firms: entries.count)
    starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    namesOfWord = [Int32](repeating: 0, count: starts[starts.count - 1])
    var next = starts
    for (name, words) in spellings.enumerated() {
      for word in Set(words) {
        namesOfWord[next[Int(word)]] = Int32(name)
        next[Int(word)] += 1
      }
      weights.append(words.reduce(0) { $0 + vocabulary.weights[Int($1)] })
      self.words += words
      wordStarts.append(self.words.count)
      joined.append((Self.hash(words.map { vocabulary.words[Int($0)] }), Int32(name)))
    }
    joined.sort { ($0.hash, $0.name) < ($1.hash, $1.name) }
  }

  /// Number of names.
  var nameCount: Int { weights.count }

  /// The words of a name.
  func words(of name: Int32) -> ArraySlice<Int32> { words[wordStarts[Int(name)]..<wordStarts[Int(name) + 1]] }

  /// Places of a name's entries.
  func entries(of name: Int32) -> Range<Int> { entryStarts[Int(name)]..<entryStarts[Int(name) + 1] }

  /// Names that have a word, in ascending order.
  func names(with word: Int32) -> ArraySlice<Int32> { namesOfWord[starts[Int(word)]..<starts[Int(word) + 1]] }

  /// Names with the same letters, however they are cut into words; others may be among them.
  func names(spelledLike words: [String]) -> [Int32] {
    let hash = Self.hash(words)
    var (low, high) = (0, joined.count)
    while low < high {
      let middle = (low + high) / 2
      if joined[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return joined[low...].prefix { $0.hash == hash }.map(\.name)
  }

  /// The letters of a name without blanks.
  func letters(of name: Int32) -> String { words(of: name).map { vocabulary.words[Int($0)] }.joined() }

  private static func hash(_ words: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in words { for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } }
    return hash
  }
}
