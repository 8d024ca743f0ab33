import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

extension ReportPage {
  /// Groups shown in a table of the page; `summary.json` holds all.
  private static var mostGroups: Int { 40 }

  /// Questions whose shares stand in the tables of groups; the first ones, which have targets.
  private var shownSubjects: Range<Int> { 0..<min(4, report.subjects.count) }

  /// Shares of all firms, and one table for each grouping: counts, bands, outcomes, workers, shares, wages, rules.
  var groupSection: HTML {
    let tables = report.groupings.map { grouping -> HTML in
      """
      <details><summary>\(grouping.title) (\(grouping.groups.filter { $0.firms > 0 }.count))</summary>\
      \(table(grouping))\(wagesBySize(grouping))</details>

      """
    }
    return """
      <section id=groups><h2>\(both("Theo nhóm", "Groups"))</h2>
      \(shareTable)
      <p class=note>\(both("Số tiền lương chỉ nêu khi nhóm có ít nhất 5 doanh nghiệp khai.", "Wage figures stand only where at least five firms of a group state them."))</p>
      \(tables)</section>

      """
  }

  /// How all firms answer the questions with shares, against targets.
  private var shareTable: HTML {
    guard !report.subjects.isEmpty else { return "" }
    let rows = zip(report.subjects, report.shares).map { subject, count -> HTML in
      let counts = [count.yes, count.no, count.unknown].map {
        "<td class=n>\(ReportWords.number($0))" as HTML
      }
      let target = LocalizedText { language in
        count.target.map { ReportWords.percent($0, language) } ?? "–"
      }
      return """
        <tr><th scope=row>\(subject.title)\(counts)<td class=n>\(share(count))<td class=n>\(target)

        """
    }
    let heads = [
      both("Có", "Yes"), both("Không", "No"), both("Chưa rõ", "Unknown"),
      both("Tỷ lệ có, trong số đã rõ", "Share of yes where known"), both("Chỉ tiêu", "Target"),
    ].map { "<th class=n>\($0)" as HTML }
    return """
      <details open><summary>\(both("Tỷ lệ doanh nghiệp thực hiện", "Shares of firms")) (\(report.subjects.count))</summary>\
      <div class=wide><table class=groups id=shares><thead><tr><th>\(both("Nội dung", "What"))\(heads)</thead>\
      <tbody>\(rows)</tbody></table></div></details>

      """
  }

  private func share(_ count: ShareCount) -> LocalizedText {
    LocalizedText { language in count.share.map { ReportWords.percent($0, language) } ?? "–" }
  }

  /// Lowest, median and average wages by size within each group of a grouping.
  private func wagesBySize(_ grouping: FirmGrouping) -> HTML {
    guard let sizes = report.groupings.first(where: \.isSize)?.groups, !grouping.isSize else { return "" }
    let rows = grouping.groups.prefix(Self.mostGroups).flatMap { group in
      zip(sizes, group.wagesBySize).flatMap { size, wages in
        wages.filter { $0.lowest != nil }.map { figures -> HTML in
          """
          <tr><th scope=row><bdi>\(ReportWords.title(group.title))</bdi><td>\(ReportWords.title(size.title))\
          <td>\(report.ruleSet.fields[figures.field].title)<td class=n>\(ReportWords.number(figures.firms))\
          <td class=n>\(amounts(figures))

          """
        }
      }
    }
    guard !rows.isEmpty else { return "" }
    return """
      <details><summary>\(both("Tiền lương theo quy mô", "Wages by size")) (\(rows.count))</summary><div class=wide>\
      <table class=groups><thead><tr><th>\(grouping.title)<th>\(both("Quy mô", "Size"))<th>\(both("Số liệu", "Figure"))\
      <th class=n>\(both("Doanh nghiệp khai", "Firms that state it"))\
      <th class=n>\(both("thấp nhất · trung vị · bình quân", "lowest · median · average"))</thead><tbody>\(rows)</tbody></table></div></details>

      """
  }

  private func table(_ grouping: FirmGrouping) -> HTML {
    let ruleSet = report.ruleSet
    let wages = grouping.groups.first?.wages ?? []
    let heads = wages.map { figures in
      "<th class=n>\(ruleSet.fields[figures.field].title): \(both("thấp nhất · trung vị · bình quân", "lowest · median · average"))"
        as HTML
    }
    let rows = Charts.shown(grouping, Self.mostGroups).map { row($0, wageColumns: wages.count) }
    let bands = Band.allCases.reversed().map { "<th class=n>\(ReportWords.band($0))" as HTML }
    let outcomes = Outcome.allCases.map { "<th class=n>\(ReportWords.outcome($0))" as HTML }
    let shares = report.subjects[shownSubjects].map { "<th class=n>\($0.title)" as HTML }
    return """
      <div class=wide><table class=groups><thead><tr><th>\(grouping.title)<th class=n>\(both("Doanh nghiệp", "Firms"))\
      \(bands)<th class=n>\(both("có thể cao", "may be high"))\(outcomes)<th class=n>\(both("lao động bị ảnh hưởng", "workers affected"))\(shares)\
      <th>\(both("Quy tắc nhiều nhất", "Most frequent rules"))\(heads)</thead><tbody>\(rows)</tbody></table></div>
      """
  }

  private func row(_ group: FirmGroup, wageColumns: Int) -> HTML {
    let bands = Band.allCases.reversed().map {
      "<td class=n>\(ReportWords.number(group.bands[$0.rawValue]))" as HTML
    }
    let outcomes = group.outcomes.map { "<td class=n>\(ReportWords.number($0))" as HTML }
    let shares = group.shares[shownSubjects].map { count in
      let target = count.target.map { target in
        LocalizedText { " / " + ReportWords.percent(target, $0) }
      }
      return "<td class=n>\(share(count) + (target ?? both("", "")))" as HTML
    }
    let rules = group.topRules(2).map { rule in
      "\(report.ruleSet.rules[rule].title) (\(ReportWords.number(group.fired[rule])))" as HTML
    }
    let wages =
      group.wages.isEmpty
      ? [HTML](repeating: "<td>", count: wageColumns)
      : group.wages.map { "<td class=n>\(amounts($0))" as HTML }
    return """
      <tr><th scope=row><bdi>\(ReportWords.title(group.title))</bdi><td class=n>\(ReportWords.number(group.firms))\(bands)\
      <td class=n>\(ReportWords.number(group.mayBeHigh))\(outcomes)<td class=n>\(ReportWords.number(group.workersAffected))\(shares)\
      <td>\(HTML(joined: rules, with: "; "))\(wages)

      """
  }

  private func amounts(_ wages: WageFigures) -> LocalizedText {
    guard let lowest = wages.lowest, let median = wages.median, let average = wages.average,
      case .number(let number) = report.ruleSet.fields[wages.field].type
    else { return both("–", "–") }
    return LocalizedText { language in
      let writer = ValueWriter(language: language, ruleSet: report.ruleSet)
      return [lowest, median, average].map { writer.number($0, scale: number.scale) }.joined(separator: " · ")
    }
  }

  // MARK: - Sources

  /// What was read and what the data lack.
  var sourceSection: HTML {
    let accounts = report.result.accounts
    let rows = accounts.sources.map { balance -> HTML in
      let title =
        report.ruleSet.sources.first { $0.name == balance.source }?.title
        ?? both(balance.source, balance.source)
      let counts = [
        balance.rowsRead, balance.joined, balance.merged, balance.setAside, balance.unmatched,
        balance.rejected,
      ].map { "<td class=n>\(ReportWords.number($0))" as HTML }
      let date = balance.listDate.map { ReportWords.date($0) } ?? both("", "")
      let stale: HTML = balance.isStale ? " <b>\(both("(cũ quá 45 ngày)", "(over 45 days old)"))</b>" : ""
      return """
        <tr><th scope=row>\(title)<td>\(balance.files.joined(separator: ", "))<td>\(date)\(stale)\(counts)

        """
    }
    let heads = [
      both("Dòng", "Rows"), both("Ghép", "Joined"), both("Trùng", "Merged"), both("Để riêng", "Set aside"),
      both("Không khớp", "Unmatched"), both("Loại", "Rejected"),
    ].map { "<th class=n>\($0)" as HTML }
    return """
      <section id=sources><h2>\(both("Nguồn số liệu và chỗ còn thiếu", "Sources and what they lack"))</h2>
      <ul>\(lacks)</ul><div class=wide><table><thead><tr><th>\(both("Danh sách", "List"))<th>\(both("Tệp", "File"))\
      <th>\(both("Ngày", "Date"))\(heads)</thead><tbody>\(rows)</tbody></table></div></section>

      """
  }

  private var lacks: [HTML] {
    let run = report.run
    let drafts = report.drafts
    let rejects = report.result.accounts.rejects.count + report.result.accounts.rejectsNotListed
    var lines: [HTML] = [
      """
      <li>\(both("Các quy tắc có số liệu đạt tối đa \(run.coverage)/100 điểm; \(run.notAssessed.count) quy tắc chưa có số liệu để xét.", "The rules with data reach \(run.coverage)/100 points; \(run.notAssessed.count) rules are not assessed for want of data."))</li>
      """,
      """
      <li>\(both("Dòng hoặc ô không dùng được: ", "Rows or cells that could not be used: "))\(ReportWords.number(rejects)) (rejects.csv)</li>
      """,
    ]
    if report.standing.held > 0 {
      lines.append(
        "<li>\(both("Cuộc kiểm tra bị một điều kiện giữ lại: ", "Inspections held back by a gate: "))\(ReportWords.number(report.standing.held))</li>"
      )
    }
    if drafts.rules > 0 {
      lines.append(
        "<li>\(both("Quy tắc dự thảo, không tính điểm: \(drafts.rules); nếu tính sẽ kích hoạt \(drafts.fired) lần.", "Draft rules, not scored: \(drafts.rules); they would have fired \(drafts.fired) times."))</li>"
      )
    }
    return lines
  }
}
