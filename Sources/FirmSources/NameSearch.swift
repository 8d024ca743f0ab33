/// Finds all firms whose names are enough alike to a name.
///
/// A name that is alike enough shares words of a certain weight with the one that is looked for. The commonest words weigh so
/// little that they alone can never do; so only the names with one of the others are looked at, and most of those fall out
/// by what their words weigh together. The result is that of comparing with every name.
struct NameSearch {
  let index: NameIndex
  /// What the found words of each name weigh; zero between searches.
  private var found: [Int32]
  private var touched: [Int32] = []
  /// Words of the name in comparison that are not taken yet.
  private var rest: [Int32] = []
  /// Words that are looked for and have no equal there.
  private var open: [Int] = []
  private var nearWords: [String: [Int32]] = [:]

  init(_ index: NameIndex) {
    self.index = index
    found = [Int32](repeating: 0, count: index.nameCount)
  }

  /// A word of the name that is looked for.
  private struct Wanted {
    /// Its number; nil when no firm has it.
    let number: Int32?
    let weight: Int32
    /// Words that differ by one letter.
    let near: [Int32]
  }

  /// A way in which a name can share a word: the word itself, or one that differs by a letter.
  private struct Feature {
    let wanted: Int
    let word: Int32
    /// What both words count, where equal words count four times one of them.
    let counts: Int
    /// What the name weighs at least by having it.
    let weighs: Int
    /// Names that have it.
    let names: Int
  }

  /// The best firms for a row, best first; equal ones in order of their keys.
  mutating func best(_ row: NamedFirm, least: Int, most: Int) -> [NameEvidence] {
    let name = FirmName(row.title)
    let places = NamedPlaces(row)
    let form = NameIndex.number(ofForm: name.form)
    let knowsPlace = !places.places.isEmpty
    guard let enough = (1...100).first(where: { NameEvidence.mostScore($0, knowsPlace: knowsPlace) >= least })
    else { return [] }
    var all: [(evidence: NameEvidence, key: UInt64)] = []
    var keys: Set<UInt64> = []
    for match in namesAlike(name, enough: enough) {
      // Names are in order: no later one can be better than those that are enough.
      if keys.count >= most {
        let bound = NameEvidence.mostScore(match.similarity, knowsPlace: knowsPlace)
        let better = Set(all.filter { $0.evidence.score > bound }.map(\.key))
        if better.count >= most { break }
      }
      for place in index.entries(of: match.name) {
        let entry = index.entries[place]
        let isSamePlace = knowsPlace ? places.isSame(as: NamedPlaces(index.texts(entry.place))) : nil
        let evidence = NameEvidence(
          firm: place, similarity: match.similarity, isSamePlace: isSamePlace,
          isSameForm: form == 0 || entry.form == 0 ? nil : form == entry.form)
        guard evidence.score >= least else { continue }
        all.append((evidence, entry.key))
        keys.insert(entry.key)
      }
    }
    all.sort { first, second in
      let (one, other) = (first.evidence, second.evidence)
      if one.score != other.score { return one.score > other.score }
      if one.similarity != other.similarity { return one.similarity > other.similarity }
      return (first.key, one.firm) < (second.key, other.firm)
    }
    var seen: Set<UInt64> = []
    return Array(all.filter { seen.insert($0.key).inserted }.prefix(most).map(\.evidence))
  }

  /// All names with at least a similarity, the most alike first.
  private mutating func namesAlike(_ name: FirmName, enough: Int) -> [(name: Int32, similarity: Int)] {
    let wanted = name.words.map { lookUp($0) }
    let weight = wanted.reduce(0) { $0 + Int($1.weight) }
    let letters = name.joined
    var matches = index.names(spelledLike: name.words).filter { index.letters(of: $0) == letters }.map {
      (name: $0, similarity: 100)
    }
    let spelledAlike = Set(matches.map(\.name))
    let (features, dropped) = choose(from: wanted, weight: weight, enough: enough)
    for feature in features {
      let counts = Int32(truncatingIfNeeded: feature.counts)
      for name in index.names(with: feature.word) {
        if found[Int(name)] == 0 { touched.append(name) }
        found[Int(name)] &+= counts
      }
    }
    for name in touched {
      let most = Int(found[Int(name)]) + dropped
      found[Int(name)] = 0
      let whole = weight + Int(index.weights[Int(name)])
      guard 50 * most >= enough * whole, !spelledAlike.contains(name) else { continue }
      let similarity = compare(wanted, name, whole)
      if similarity >= enough { matches.append((name, similarity)) }
    }
    touched.removeAll(keepingCapacity: true)
    matches.sort { ($1.similarity, $0.name) < ($0.similarity, $1.name) }
    return matches
  }

  private mutating func lookUp(_ word: String) -> Wanted {
    let near = nearWords[word] ?? index.vocabulary.words(near: word)
    nearWords[word] = near
    let number = index.vocabulary.number(of: word)
    let weight = number.map { index.vocabulary.weights[Int($0)] } ?? index.vocabulary.unknownWeight
    return Wanted(number: number, weight: weight, near: near)
  }

  /// The features by which names are looked up, and the most that all others can count together.
  private func choose(from wanted: [Wanted], weight: Int, enough: Int) -> ([Feature], Int) {
    var all: [Feature] = []
    for (place, word) in wanted.enumerated() {
      let own = Int(word.weight)
      if let number = word.number {
        all.append(
          Feature(
            wanted: place, word: number, counts: 4 * own, weighs: own, names: index.names(with: number).count)
        )
      }
      for near in word.near {
        let other = Int(index.vocabulary.weights[Int(near)])
        all.append(
          Feature(
            wanted: place, word: near, counts: own + other, weighs: other,
            names: index.names(with: near).count))
      }
    }
    all.sort { ($1.names, $0.wanted, $0.word) < ($0.names, $1.wanted, $1.word) }
    // A name that has dropped features alone stays below `enough` as long as their gains stay below `enough * weight`.
    var gains = [Int](repeating: 0, count: wanted.count)
    var counts = gains
    var sum = 0
    var kept = 0
    for feature in all {
      let gain = max(gains[feature.wanted], 50 * feature.counts - enough * feature.weighs)
      let next = sum - gains[feature.wanted] + gain
      if next >= enough * weight { break }
      sum = next
      gains[feature.wanted] = gain
      counts[feature.wanted] = max(counts[feature.wanted], feature.counts)
      kept += 1
    }
    return (Array(all[kept...]), counts.reduce(0, +))
  }

  /// The share of the weight of both names' words that both have, in percent; a word that differs by a letter counts half.
  private mutating func compare(_ wanted: [Wanted], _ name: Int32, _ whole: Int) -> Int {
    rest.removeAll(keepingCapacity: true)
    rest += index.words(of: name)
    var shared = 0
    open.removeAll(keepingCapacity: true)
    for (position, word) in wanted.enumerated() {
      if let number = word.number, let place = rest.firstIndex(of: number) {
        shared += 4 * Int(word.weight)
        rest[place] = Self.taken
      } else if !word.near.isEmpty {
        open.append(position)
      }
    }
    if !open.isEmpty { shared += compareOpen(wanted) }
    return whole == 0 ? 0 : min(99, 50 * shared / whole)
  }

  /// What the words count that have no equal among those of a name but one that differs by a letter.
  private mutating func compareOpen(_ wanted: [Wanted]) -> Int {
    var shared = 0
    for position in open {
      let word = wanted[position]
      guard let place = rest.firstIndex(where: { word.near.contains($0) }) else { continue }
      shared += Int(word.weight) + Int(index.vocabulary.weights[Int(rest[place])])
      rest[place] = Self.taken
    }
    return shared
  }

  /// Stands for a word of a name that was found already.
  private static let taken: Int32 = -1
}
