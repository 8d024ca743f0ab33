import RuleModel
import RuleSentences

/// Title page, contents, how to read the book, and how scores come about.
extension RuleBook {
  var titlePage: [BookBlock] {
    var terms = [
      BookTerm(term: words("Bộ quy tắc", "Pack"), text: [.code(ruleSet.name)]),
      BookTerm(term: words("Phiên bản", "Version"), text: [.text(ruleSet.version)]),
      BookTerm(
        term: words("Giá trị tính đến ngày", "Values as of"), text: [.text(values.date(asOf))]),
      BookTerm(
        term: words("Ngôn ngữ quy tắc", "Rule language"), text: [.text(String(ruleSet.languageVersion))]),
    ]
    if let base = ruleSet.base {
      let title = base.title[words.language]
      terms.append(
        BookTerm(
          term: words("Dựa trên", "Builds on"),
          text: [.code(base.name), .text(" \(base.version)" + (title.isEmpty ? "" : ", " + title))]))
    }
    terms.append(
      BookTerm(
        term: words("Mã băm văn bản", "Hash of the files"),
        text: [.code(hashes.files), .text(" (\(hashes.name))")]))
    terms.append(
      BookTerm(
        term: words("Mã băm nội dung", "Hash of the meaning"),
        text: [.code(hashes.meaning), .text(" (\(hashes.name))")]))
    return [
      .heading(1, [.text(packTitle)], anchor: "book"),
      .paragraph([
        .text(words("Sổ quy tắc chấm điểm rủi ro tuân thủ", "Rule book of compliance risk scoring"))
      ]),
      .terms(terms), .table(counts),
    ] + overrides
  }

  /// What the pack changed of the pack below.
  private var overrides: [BookBlock] {
    guard let base = ruleSet.base, !base.overrides.isEmpty else { return [] }
    let rows = base.overrides.map { change in
      [[.code(change.target)], [.text(change.was.isEmpty ? "–" : change.was)], [.text(change.now)]]
        as [[BookInline]]
    }
    let title =
      words("Thay đổi so với bộ quy tắc ", "Changed from the pack ") + "\(base.name) \(base.version)"
    return [
      .remark([.text(title)]),
      .table(
        BookTable(
          header: [words("Đối tượng", "What"), words("Trước", "Was"), words("Nay", "Is")], rows: rows)),
    ]
  }

  private var counts: BookTable {
    let kinds: [RuleKind] = [.violation, .indicator, .gate]
    func row(_ title: [BookInline], _ cap: String, _ rules: [Rule]) -> [[BookInline]] {
      let numbers = kinds.map { kind in rules.filter { $0.kind == kind }.count }
      let drafts = rules.filter { ruleSet.isDraft($0, on: asOf) }.count
      let inForce = rules.filter { $0.effective.contains(asOf) }.count
      return [title, [.text(cap)]] + (numbers + [rules.count, drafts, inForce]).map { [.text(String($0))] }
    }
    let header =
      [words("Lĩnh vực", "Area"), words("Trần điểm", "Cap")] + kinds.map(words.kinds)
      + [words("Tổng", "All"), words("Dự thảo", "Draft"), words("Đang có hiệu lực", "In force")]
    let rows = chapters.map { chapter in
      row([.link(chapter.title, to: chapter.anchor)], chapter.cap.map(String.init) ?? "–", chapter.rules)
    }
    let total = row(
      [.strong(words("Tổng", "All"))], String(ruleSet.areas.map(\.cap).reduce(0, +)), ruleSet.rules)
    return BookTable(header: header, rows: rows + [total], figures: Set(1..<header.count))
  }

  var contents: BookBlock {
    let areas = chapters.map { chapter in
      BookEntry(
        title: chapter.title, anchor: chapter.anchor,
        entries: chapter.rules.map {
          BookEntry(title: title(of: $0), anchor: RuleBook.anchor(of: $0))
        })
    }
    let others = [
      BookEntry(title: words("Cách tính điểm", "Scoring"), anchor: "scoring"),
      ruleSet.parameters.isEmpty
        ? nil : BookEntry(title: words("Tham số của luật", "Parameters of law"), anchor: "parameters"),
      ruleSet.sets.isEmpty ? nil : BookEntry(title: words("Danh mục", "Sets"), anchor: "sets"),
      BookEntry(title: words("Danh sách nguồn", "Lists"), anchor: "sources"),
      ruleSet.checks.isEmpty
        ? nil : BookEntry(title: words("Kiểm tra dữ liệu", "Checks of the data"), anchor: "checks"),
      BookEntry(
        title: words("Trường dữ liệu và quy tắc dùng đến", "Fields and the rules that use them"),
        anchor: "fields"),
      BookEntry(title: words("Chỉ mục văn bản, điều khoản", "Index by act and article"), anchor: "acts"),
    ].compactMap { $0 }
    return .contents(title: words("Mục lục", "Contents"), areas + others)
  }

  var readingNotes: [BookBlock] {
    let date = values.date(asOf)
    let notes = [
      words(
        "Câu trong khung của mỗi quy tắc được sinh từ chính điều kiện mà máy chấm, nên không thể lệch với quy tắc.",
        "The framed sentence of every rule is written from the very condition that is scored, so that it cannot differ."
      ),
      words(
        "Sau mỗi tham số, trong ngoặc vuông, là giá trị có hiệu lực ngày \(date).",
        "Behind each parameter, in square brackets, stands its value on \(date)."),
      words(
        "“Ngày tính” là ngày chấm điểm. Ô trống là chưa rõ, không phải là không: khi đó quy tắc chưa kết luận.",
        "The as-of date is the day that is scored. A blank cell is not known, which is not no: the rule then does not decide."
      ),
      words(
        "Quy tắc dự thảo, hoặc đọc một giá trị dự thảo, không chấm điểm; điều kiện kiểm tra dự thảo vẫn giữ lại.",
        "A rule that is a draft, or reads a draft value, does not score; a draft gate still holds."),
      words(
        "Chỉ báo rủi ro không phải là vi phạm pháp luật.", "An indicator is no offence."),
    ]
    return [
      .heading(2, [.text(words("Cách đọc", "How to read this book"))], anchor: "reading"),
      .outline(
        BookOutline(
          lead: [.text(words("Lưu ý:", "Please note:"))],
          items: notes.map { BookOutline(lead: [.text($0)], items: [], tail: []) }, tail: [])),
    ]
  }

  var scoringChapter: [BookBlock] {
    let policy = ruleSet.policy
    let bands = Band.allCases.map { band in
      [[.text(bandName(band))], [.text(String(policy.bandLimits[band.rawValue]))]] as [[BookInline]]
    }
    let outcomes = policy.outcomes.map { outcome in
      [[.text(outcomeName(outcome.outcome))], inlines(sentences.pieces(outcome.condition))]
    }
    return [
      .heading(2, [.text(words("Cách tính điểm", "Scoring"))], anchor: "scoring"),
      .paragraph([
        .text(
          words(
            "Điểm của lĩnh vực là tổng điểm các quy tắc, không quá trần; tổng các lĩnh vực từ 0 đến 100. Các quy tắc cùng nhóm hành vi chỉ tính một lần, theo mức cao nhất.",
            "An area's score is the sum of its rules' points, at most its cap; the areas add up to 0 to 100. Rules of one family count once, with the highest."
          ))
      ]),
      .table(
        BookTable(header: [words("Mức", "Band"), words("Từ điểm", "From")], rows: bands, figures: [1])),
      .table(BookTable(header: [words("Kết quả", "Outcome"), words("Khi", "When")], rows: outcomes)),
    ]
  }

  private func bandName(_ band: Band) -> String {
    switch band {
    case .low: return words("Thấp", "Low")
    case .medium: return words("Trung bình", "Medium")
    case .high: return words("Cao", "High")
    case .critical: return words("Rất cao", "Critical")
    }
  }

  private func outcomeName(_ outcome: Outcome) -> String {
    switch outcome {
    case .inspect: return words("Kiểm tra", "Inspect")
    case .letter: return words("Gửi văn bản", "Write a letter")
    case .ask: return words("Hỏi số liệu", "Ask for data")
    case .none: return words("Chưa cần", "Nothing now")
    }
  }
}
