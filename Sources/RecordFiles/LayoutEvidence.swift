extension LayoutSniffer {
  /// A writer that leaves out or adds blank cells does so in many rows; a single row of another width has more likely lost
  /// or gained a delimiter in its middle, which moves its cells.
  func judgeWidths(_ trial: DialectTrial, _ source: CellSource, _ layout: inout RecordFileLayout) {
    var rows = 0
    var short = 0
    var wide = 0
    var endingBlank = 0
    trial.batch.withView { view in
      for record in view.records[min(layout.firstDataRecord, view.records.count)...]
      where record.cellCount > 1 {
        rows += 1
        if record.cellCount < layout.headers.count { short += 1 }
        if record.cellCount > layout.headers.count { wide += 1 }
        let last = source.content(of: record.cellCount - 1, in: record, view)
        if record.cellCount <= layout.headers.count, TextNormalisation.trim(last).isEmpty { endingBlank += 1 }
      }
    }
    // Without fields whose cells can be checked, only a writer that never ends a row with a blank cell is believed.
    let mayDrop = !names.isEmpty || endingBlank == 0
    layout.dropsTrailingBlanks = mayDrop && short >= 3 && short * 50 >= rows
    let isRegular = wide > 0 && wide == rows
    layout.addsTrailingBlanks = isRegular || !names.isEmpty && wide >= 3 && wide * 50 >= rows
  }
}

/// Says what was assumed about a file and why.
struct LayoutEvidence {
  let trial: DialectTrial
  let wanted: Int

  /// Adds the sentences to a layout.
  func state(_ layout: inout RecordFileLayout) {
    let dialect = layout.dialect
    var evidence = [
      "delimiter \(dialect.delimiterName): \(trial.share / 10) % of the first rows have \(trial.width) cells"
    ]
    if dialect.quote != 0x22 { evidence.append("quote: \(dialect.quoteName)") }
    if let escape = dialect.escape {
      evidence.append("quotes inside a text have \(Dialect.name([escape])) before them")
    }
    evidence.append("line ends: \(dialect.lineEnding.title)")
    if dialect.hasByteOrderMark { evidence.append("UTF-8 byte-order mark at the start") }
    evidence += header(layout)
    if layout.unitRecords > 0 {
      evidence.append("\(records(layout.unitRecords)) under the header: units or column numbers")
    }
    if let exponent = layout.titleExponent, exponent > 0 {
      evidence.append("a line above the header gives amounts in units of 10^\(exponent) đồng")
    }
    if layout.addsTrailingBlanks { evidence.append("rows end with blank cells beyond the header") }
    if layout.dropsTrailingBlanks { evidence.append("blank cells at the end of rows are left out") }
    layout.evidence += evidence
  }

  private func header(_ layout: RecordFileLayout) -> [String] {
    guard layout.headerRows > 0 else {
      return ["no header: the first row holds figures like the rows below it"]
    }
    var evidence: [String] = []
    if wanted > 0 {
      evidence.append(
        "header in line \(layout.headerLine): \(trial.header.matched) of \(wanted) wanted columns have their title there"
      )
    } else {
      evidence.append("header in line \(layout.headerLine): the first row of titles above the data")
    }
    if layout.headerRows > 1 {
      evidence.append("the header has \(layout.headerRows) rows, read together from top to bottom")
    }
    if layout.headerRecord > 0 {
      evidence.append("\(records(layout.headerRecord)) above the header: titles")
    }
    return evidence
  }

  private func records(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }
}
