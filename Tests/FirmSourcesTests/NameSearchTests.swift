import TestSupport
import Testing

@testable import FirmSources

/// The search gives what a comparison with every firm gives.
@Suite struct NameSearchTests {
  /// Compares one name with another word by word, as the search says it does.
  private struct Comparison {
    let firms: [FirmName]
    private let counts: [String: Int]

    init(_ titles: [String]) {
      firms = titles.map { FirmName($0) }
      var counts: [String: Int] = [:]
      for firm in firms { for word in Set(firm.words) { counts[word, default: 0] += 1 } }
      self.counts = counts
    }

    func weight(_ word: String) -> Int {
      var weight = 1
      var reach = counts[word] ?? 1
      while reach < firms.count {
        reach *= 2
        weight += 1
      }
      return weight
    }

    func similarity(_ first: FirmName, _ second: FirmName) -> Int {
      if first.joined == second.joined { return 100 }
      var rest = second.words
      var shared = 0
      var open: [String] = []
      for word in first.words {
        if let place = rest.firstIndex(of: word) {
          shared += 4 * weight(word)
          rest.remove(at: place)
        } else {
          open.append(word)
        }
      }
      for word in open {
        guard let place = rest.firstIndex(where: { $0 != word && NameVocabulary.areNear(word, $0) }) else {
          continue
        }
        shared += weight(word) + weight(rest[place])
        rest.remove(at: place)
      }
      let whole = (first.words + second.words).reduce(0) { $0 + weight($1) }
      return min(99, 50 * shared / whole)
    }
  }

  private static let common = ["thuong", "mai", "dich", "vu", "phuong", "tong", "hop"]
  private static let rare = [
    "minh", "linh", "binh", "an", "phu", "cuong", "thinh", "thanh", "thang", "khanh", "hoang", "hoan", "loc",
    "loan",
    "x1", "gia", "giang", "quang", "truong", "truongg",
  ]

  private static func name(_ random: inout SeededGenerator) -> String {
    var words = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      common.randomElement(using: &random) ?? ""
    }
    words += (0..<Int.random(in: 1...3, using: &random)).map { _ in rare.randomElement(using: &random) ?? "" }
    if Int.random(in: 0..<5, using: &random) == 0 { words[words.count - 1].removeLast() }
    if Int.random(in: 0..<9, using: &random) == 0 { words = [words.joined()] }
    return "CTCP " + words.joined(separator: " ")
  }

  @Test(arguments: [1, 30, 56, 60, 80, 100])
  func theFoundFirmsAreThoseOfAComparisonWithAll(least: Int) {
    var random = SeededGenerator(seed: UInt64(least))
    let titles = (0..<300).map { _ in Self.name(&random) }
    let comparison = Comparison(titles)
    // Every firm has a spelling of its own, so weights count firms.
    var search = NameSearch(
      NameIndex(titles.indices.map { (key: UInt64($0 + 1), place: $0) }) {
        NamedFirm(title: titles[$0], commune: $0.isMultiple(of: 3) ? "Huế" : "", address: "")
      })
    var suggested = 0
    for row in 0..<40 {
      let commune = ["", "Huế", "Đà Nẵng"][row % 3]
      let name = Self.name(&random)
      let parts = FirmName(name)
      let found = search.best(NamedFirm(title: name, commune: commune, address: ""), least: least, most: 5)
      var wanted = titles.indices.map { firm -> (score: Int, similarity: Int, firm: Int) in
        let similarity = comparison.similarity(parts, comparison.firms[firm])
        let knowsPlaces = !commune.isEmpty && firm.isMultiple(of: 3)
        let score = knowsPlaces ? similarity * 9 / 10 + (commune == "Huế" ? 10 : 0) : similarity
        return (score, similarity, firm)
      }.filter { $0.score >= least && $0.similarity > 0 }
      wanted.sort { ($1.score, $1.similarity, $0.firm) < ($0.score, $0.similarity, $1.firm) }
      #expect(found.map(\.score) == wanted.prefix(5).map(\.score), "\(name)")
      #expect(found.map { search.index.entries[$0.firm].place } == wanted.prefix(5).map(\.firm), "\(name)")
      suggested += found.count
    }
    #expect(suggested >= 4)
  }

  @Test func wordsNearAWordAreThoseThatDifferByALetter() {
    var vocabulary = NameVocabulary()
    let words = Self.common + Self.rare + ["min", "minhh", "mihn", "minha", "amin"]
    for word in words { _ = vocabulary.intern(word) }
    vocabulary.finish(counts: words.map { _ in 1 }, firms: 10)
    for word in words + ["mink", "truon", "quan", "gian", "hoanggg"] {
      let near = vocabulary.words(near: word).map { vocabulary.words[Int($0)] }
      #expect(
        near.sorted() == words.filter { $0 != word && NameVocabulary.areNear(word, $0) }.sorted(), "\(word)")
    }
  }
}
