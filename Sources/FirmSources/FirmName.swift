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
    let all = HeaderFolding.fold(text).split(separator: " ").map(String.init)
    var form = ""
    var words: [String] = []
    var place = 0
    while place < all.count {
      let word = all[place]
      if let found = Self.formsByWord[word]?.first(where: { all[place...].starts(with: $0.words) }) {
        if !found.form.isEmpty, form.isEmpty || found.form == "branch" { form = found.form }
        place += found.words.count
      } else {
        words += Self.abbreviations[word] ?? [word]
        place += 1
      }
    }
    self.form = form
    // A name that is nothing but a form is compared as it stands.
    self.words = words.isEmpty ? all : words
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

  private static let formsByWord = Dictionary(grouping: forms) { $0.words[0] }

  private static let abbreviations: [String: [String]] = [
    "tm": ["thuong", "mai"], "dv": ["dich", "vu"], "sx": ["san", "xuat"], "xd": ["xay", "dung"],
    "dt": ["dau", "tu"], "kd": ["kinh", "doanh"], "xnk": ["xuat", "nhap", "khau"], "vt": ["van", "tai"],
    "xk": ["xuat", "khau"], "nk": ["nhap", "khau"], "tmdv": ["thuong", "mai", "dich", "vu"],
    "sxtm": ["san", "xuat", "thuong", "mai"], "tv": ["tu", "van"], "pt": ["phat", "trien"],
  ]
}
