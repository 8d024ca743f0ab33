import RuleModel
import RuleSentences

/// Fines as the acts provide them, before a firm's figures are known.
extension RuleBook {
  private var writer: FineProvisionWriter {
    FineProvisionWriter(language: words.language, ruleSet: ruleSet, asOf: asOf)
  }

  /// A fine in one line; bands stand in a table of their own.
  func fine(_ fine: Fine) -> [BookInline] {
    var text = fine.citation.text(in: words.language)
    if let period = fine.period {
      text += words(" (vi phạm chấm dứt ", " (violation ended ") + self.period(period) + ")"
    }
    let note = words(" (bảng dưới)", " (table below)")
    return [.text(text + ": ")] + inlines(writer.amount(fine, bandNote: note))
  }

  /// The bands of a fine as a table.
  func bandTable(_ fine: Fine) -> [BookBlock] {
    guard case .banded(let by, _) = fine.amount else { return [] }
    let header = [
      writer.measure(by).capitalised.text, words("Phạt từ (đồng)", "Fine from (VND)"),
      words("đến (đồng)", "to (VND)"),
    ]
    let rows = writer.bandTexts(fine).map { band in
      [[.text(band.band)], [.text(band.from)], [.text(band.to)]] as [[BookInline]]
    }
    return [
      .remark([.text(words("Khung phạt, ", "Bands of the fine, ") + fine.citation.text(in: words.language))]),
      .table(BookTable(header: header, rows: rows, figures: [1, 2])),
    ]
  }
}
