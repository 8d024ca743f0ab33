/// The words of all names, as numbers, with what each weighs.
struct NameVocabulary {
  /// Least letters of words that may differ by one letter.
  private static let fewestLetters = 4

  private var numbers: [String: Int32] = [:]
  private(set) var words: [String] = []
  /// How much each word tells: 1 for one that every firm has, one more for each halving.
  private(set) var weights: [Int32] = []
  /// What a word weighs that no firm has.
  private(set) var unknownWeight: Int32 = 1
  /// Words by the hash of what is left when one of their letters is taken away.
  private var shortened: [(hash: UInt64, word: Int32)] = []

  /// The number of a word, which is added when it is new.
  mutating func intern(_ word: String) -> Int32 {
    if let known = numbers[word] { return known }
    let number = Int32(truncatingIfNeeded: words.count)
    numbers[word] = number
    words.append(word)
    return number
  }

  /// The number of a word that some firm has.
  func number(of word: String) -> Int32? { numbers[word] }

  /// Ends the adding of words.
  ///
  /// - Parameters:
  ///   - counts: for each word, how many of the firms have it.
  ///   - firms: number of firms.
  mutating func finish(counts: [Int], firms: Int) {
    func weight(_ count: Int) -> Int32 {
      var weight: Int32 = 1
      var reach = max(1, count)
      while reach < firms {
        reach *= 2
        weight += 1
      }
      return weight
    }
    weights = counts.map { weight($0) }
    unknownWeight = weight(1)
    for (number, word) in words.enumerated() where word.utf8.count >= Self.fewestLetters {
      for hash in Self.shortenings(Array(word.utf8)) { shortened.append((hash, Int32(number))) }
    }
    shortened.sort { ($0.hash, $0.word) < ($1.hash, $1.word) }
  }

  /// The words that differ from a word by one letter, ascending.
  func words(near word: String) -> [Int32] {
    let letters = Array(word.utf8)
    var found: Set<Int32> = []
    for hash in Self.shortenings(letters) + [Self.hash(letters[...], [])] {
      var place = firstPlace(of: hash)
      while place < shortened.count, shortened[place].hash == hash {
        found.insert(shortened[place].word)
        place += 1
      }
    }
    for hidden in letters.indices {
      let rest = letters[..<hidden] + letters[(hidden + 1)...]
      if let number = numbers[String(decoding: rest, as: UTF8.self)] { found.insert(number) }
    }
    return found.filter { words[Int($0)] != word && Self.areNear(word, words[Int($0)]) }.sorted()
  }

  private func firstPlace(of hash: UInt64) -> Int {
    var (low, high) = (0, shortened.count)
    while low < high {
      let middle = (low + high) / 2
      if shortened[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Hashes of a word with each of its letters taken away; others may share them, so words are compared afterwards.
  private static func shortenings(_ letters: [UInt8]) -> [UInt64] {
    letters.indices.map { hash(letters[..<$0], letters[($0 + 1)...]) }
  }

  private static func hash(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in first { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in second { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// Whether two words differ by one letter that is wrong, missing or too many.
  static func areNear(_ first: String, _ second: String) -> Bool {
    let (short, long) = first.utf8.count <= second.utf8.count ? (first, second) : (second, first)
    let (one, other) = (Array(short.utf8), Array(long.utf8))
    guard one.count >= fewestLetters, other.count - one.count <= 1 else { return false }
    let start = zip(one, other).prefix { $0 == $1 }.count
    let restOfLong = other[min(start + 1, other.count)...]
    return one.count == other.count
      ? one[min(start + 1, one.count)...].elementsEqual(restOfLong) : one[start...].elementsEqual(restOfLong)
  }
}
