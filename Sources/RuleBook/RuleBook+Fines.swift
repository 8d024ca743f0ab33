import RuleModel
import RuleSentences

/// Fines as the acts provide them, before a firm's figures are known.
extension RuleBook {
  /// A fine in one line; bands stand in a table of their own.
  func fine(_ fine: Fine) -> [BookInline] {
    var text: [BookInline] = [.text(fine.citation.text(in: words.language))]
    if let period = fine.period {
      text.append(.text(words(" (vi phạm chấm dứt ", " (violation ended ") + self.period(period) + ")"))
    }
    text.append(.text(": "))
    text += amount(fine)
    if let ceiling = fine.ceiling {
      text.append(.text(words(", tối đa ", ", at most ") + values.money(ceiling)))
    }
    if let limit = fine.warningBelow {
      text.append(.text(words("; cảnh cáo nếu dưới ", "; a warning only below ") + values.money(limit)))
    }
    switch fine.level {
    case .doubled:
      text.append(
        .text(
          words(
            "; mức của tổ chức, hộ kinh doanh bằng một nửa",
            "; organisations' level, household businesses half")))
    case .organisations:
      text.append(.text(words("; mức đối với tổ chức", "; level for organisations")))
    case nil: break
    }
    return text
  }

  private func amount(_ fine: Fine) -> [BookInline] {
    switch fine.amount {
    case .notEntered: return [.text(words("chưa nhập mức phạt", "amount not entered"))]
    case .range(let from, let to, let each):
      return [.text(range(from, to) + (each ? words(" cho mỗi người lao động", " for each worker") : ""))]
    case .share(let from, let to, let base):
      let percent =
        from == to
        ? values.percent(to, scale: 4)
        : values.percent(from, scale: 4) + words(" đến ", " to ") + values.percent(to, scale: 4)
      return [.text(percent + words(" của ", " of "))] + inlines(sentences.pieces(base))
    case .banded(let by, _):
      switch by {
      case .affects:
        return [
          .text(words("theo số lao động bị ảnh hưởng (bảng dưới)", "by workers affected (table below)"))
        ]
      case .field(let index):
        return [
          .text(words("theo ", "by ")), link(field: index), .text(words(" (bảng dưới)", " (table below)")),
        ]
      }
    }
  }

  private func range(_ from: Int64, _ to: Int64) -> String {
    from == to ? values.money(to) : values.number(from, scale: 0) + words(" đến ", " to ") + values.money(to)
  }

  /// The bands of a fine as a table.
  func bandTable(_ fine: Fine) -> [BookBlock] {
    guard case .banded(let by, let bands) = fine.amount else { return [] }
    let type: ValueType
    let title: String
    switch by {
    case .affects:
      let persons = MeasureUnit(numerator: ["persons"], denominator: [])
      type = .number(NumberType(unit: persons, scale: 0, lowest: 0, highest: .max))
      title = words("Lao động bị ảnh hưởng", "Workers affected")
    case .field(let index):
      type = ruleSet.fields[index].type
      title = ruleSet.fields[index].title[words.language]
    }
    let header = [
      title, words("Phạt từ (đồng)", "Fine from (VND)"), words("đến (đồng)", "to (VND)"),
    ]
    let rows = bands.map { band in
      [
        [.text(parameterValues.band(band.lowest, band.highest, type: type))],
        [.text(values.number(band.from, scale: 0))], [.text(values.number(band.to, scale: 0))],
      ] as [[BookInline]]
    }
    return [
      .remark([.text(words("Khung phạt, ", "Bands of the fine, ") + fine.citation.text(in: words.language))]),
      .table(BookTable(header: header, rows: rows, figures: [1, 2])),
    ]
  }
}
