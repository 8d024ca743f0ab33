import RecordFiles

/// A firm's name taken apart for comparison: its legal form, and the words that tell it from other firms.
struct FirmName: Hashable {
  /// What the name says about the legal form; empty where it says nothing.
  let form: String
  /// Folded words without the legal form, with usual abbreviations written out.
  let words: [String]
  /// The words without blanks between them.
  var joined: String { words.joined() }

  init(_ text: String) {
    var rest = HeaderFolding.fold(text).split(separator: " ").map(String.init)
    var form = ""
    var words: [String] = []
    while !rest.isEmpty {
      if let found = Self.forms.first(where: { rest.starts(with: $0.words) }) {
        if !found.form.isEmpty, form.isEmpty || found.form == "branch" { form = found.form }
        rest.removeFirst(found.words.count)
      } else {
        let word = rest.removeFirst()
        words += Self.abbreviations[word] ?? [word]
      }
    }
    self.form = form
    // A name that is nothing but a form is compared as it stands.
    self.words = words.isEmpty ? HeaderFolding.fold(text).split(separator: " ").map(String.init) : words
  }

  /// Words of legal forms, the longest first; those without a form of their own are left out of the comparison.
  private static let forms: [(words: [String], form: String)] = [
    (["trach", "nhiem", "huu", "han"], "limited"), (["doanh", "nghiep", "tu", "nhan"], "private"),
    (["van", "phong", "dai", "dien"], "branch"), (["mot", "thanh", "vien"], ""),
    (["hai", "thanh", "vien"], ""),
    (["1", "thanh", "vien"], ""), (["2", "thanh", "vien"], ""), (["hop", "tac", "xa"], "cooperative"),
    (["ho", "kinh", "doanh"], "household"), (["tong", "cong", "ty"], ""), (["cong", "ty"], ""),
    (["c", "ty"], ""), (["co", "phan"], "shares"), (["chi", "nhanh"], "branch"), (["doanh", "nghiep"], ""),
    (["tap", "doan"], ""), (["cty"], ""), (["ctcp"], "shares"), (["tnhh"], "limited"), (["cp"], "shares"),
    (["mtv"], ""), (["dntn"], "private"), (["htx"], "cooperative"), (["hkd"], "household"),
    (["cn"], "branch"),
    (["dn"], ""),
  ]

  private static let abbreviations: [String: [String]] = [
    "tm": ["thuong", "mai"], "dv": ["dich", "vu"], "sx": ["san", "xuat"], "xd": ["xay", "dung"],
    "dt": ["dau", "tu"], "kd": ["kinh", "doanh"], "xnk": ["xuat", "nhap", "khau"], "vt": ["van", "tai"],
    "xk": ["xuat", "khau"], "nk": ["nhap", "khau"], "tmdv": ["thuong", "mai", "dich", "vu"],
    "sxtm": ["san", "xuat", "thuong", "mai"], "tv": ["tu", "van"], "pt": ["phat", "trien"],
  ]
}

/// A firm that rows may belong to.
struct NamedFirm {
  let key: UInt64
  let title: String
  let place: String
  let name: FirmName
  /// Folded places: commune and address.
  let places: [String]

  init(key: UInt64, title: String, commune: String, address: String) {
    self.key = key
    self.title = title
    place = commune.isEmpty ? address : commune
    name = FirmName(title)
    places = [commune, address].map { HeaderFolding.fold($0) }.filter { !$0.isEmpty }
  }
}

/// How well a firm fits a row.
struct NameEvidence: Hashable {
  let firm: Int
  /// Share of the weight of both names' words that both have, in percent.
  let similarity: Int
  /// Whether both are in one place; nil where one of them states none.
  let isSamePlace: Bool?
  /// Whether both are of one legal form; nil where one of them states none.
  let isSameForm: Bool?

  /// One number from 0 to 100: nine tenths are the name, one tenth is the place where both state one.
  var score: Int {
    guard let isSamePlace else { return similarity }
    return similarity * 9 / 10 + (isSamePlace ? 10 : 0)
  }
}

/// Finds the firms whose names resemble a name, at a bounded cost.
///
/// Each word weighs the more the fewer firms have it. A name is compared with the firms that share its rarest words, at
/// most `mostCompared` of them, and with firms of the same name written with other blanks.
struct NameIndex {
  static let mostCompared = 2_000
  /// Least letters of words that may differ by one letter.
  private static let fewestLetters = 4

  private let firms: [NamedFirm]
  private var firmsOfWord: [String: [Int32]] = [:]
  private var firmsOfJoined: [String: [Int32]] = [:]

  init(_ firms: [NamedFirm]) {
    self.firms = firms
    for (place, firm) in firms.enumerated() {
      for word in Set(firm.name.words) { firmsOfWord[word, default: []].append(Int32(place)) }
      firmsOfJoined[firm.name.joined, default: []].append(Int32(place))
    }
  }

  subscript(firm: Int) -> NamedFirm { firms[firm] }

  /// The best firms for a name, best first; equal ones in order of their tax codes.
  func best(_ row: NamedFirm, least: Int, most: Int) -> [NameEvidence] {
    var found = candidates(row.name).map { evidence(row, $0) }.filter { $0.score >= least }
    found.sort { first, second in
      let (one, other) = (firms[first.firm].key, firms[second.firm].key)
      if first.score != second.score { return first.score > second.score }
      if first.similarity != second.similarity { return first.similarity > second.similarity }
      return one < other
    }
    var seen: Set<UInt64> = []
    return Array(found.filter { seen.insert(firms[$0.firm].key).inserted }.prefix(most))
  }

  private func candidates(_ name: FirmName) -> [Int] {
    var found: Set<Int32> = Set((firmsOfJoined[name.joined] ?? []).prefix(Self.mostCompared))
    let words = Set(name.words).sorted {
      ((firmsOfWord[$0]?.count ?? 0), $0) < ((firmsOfWord[$1]?.count ?? 0), $1)
    }
    for word in words {
      guard let firms = firmsOfWord[word], found.count + firms.count <= Self.mostCompared else { continue }
      found.formUnion(firms)
    }
    return found.map { Int($0) }.sorted()
  }

  private func evidence(_ row: NamedFirm, _ place: Int) -> NameEvidence {
    let firm = firms[place]
    var isSamePlace: Bool?
    if !row.places.isEmpty, !firm.places.isEmpty {
      isSamePlace = row.places.contains { own in
        firm.places.contains { Self.holds(own, $0) || Self.holds($0, own) }
      }
    }
    let forms = (row.name.form, firm.name.form)
    return NameEvidence(
      firm: place, similarity: similarity(row.name, firm.name), isSamePlace: isSamePlace,
      isSameForm: forms.0.isEmpty || forms.1.isEmpty ? nil : forms.0 == forms.1)
  }

  /// Whether an address names a place, as whole words.
  private static func holds(_ address: String, _ place: String) -> Bool {
    (" " + address + " ").contains(" " + place + " ")
  }

  /// The weight of a word: 1 for one that every firm has, one more for each halving.
  private func weight(_ word: String) -> Int {
    let count = max(1, firmsOfWord[word]?.count ?? 1)
    var weight = 1
    var reach = count
    while reach < firms.count {
      reach *= 2
      weight += 1
    }
    return weight
  }

  private func similarity(_ first: FirmName, _ second: FirmName) -> Int {
    if first.joined == second.joined { return 100 }
    var rest = second.words
    var shared = 0
    let whole = (first.words + second.words).reduce(0) { $0 + weight($1) }
    var open: [String] = []
    for word in first.words {
      if let place = rest.firstIndex(of: word) {
        shared += 4 * weight(word)
        rest.remove(at: place)
      } else {
        open.append(word)
      }
    }
    // A word that differs by one letter counts half.
    for word in open {
      guard let place = rest.firstIndex(where: { Self.areNear(word, $0) }) else { continue }
      shared += weight(word) + weight(rest[place])
      rest.remove(at: place)
    }
    return whole == 0 ? 0 : min(99, 50 * shared / whole)
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
