import Diagnostics

/// What a person should know about a file after it was read.
struct FileFindings {
  let path: String
  let columns: [RecordColumn]
  let plan: ColumnPlan
  let rejects: RejectList

  func all(wrongCheckDigits: Int) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for column in columns where column.report.column != nil {
      if let finding = disagreement(column.report) { findings.append(finding) }
      if column.report.hasOnlyMarks { findings.append(onlyMarks(column.report)) }
    }
    findings += plan.monthFirst.map { monthFirst(plan.assemblers[$0].report) }
    findings += plan.openFormats.map { openFormat(plan.assemblers[$0].report) }
    if wrongCheckDigits > 0 {
      findings.append(
        Diagnostic(
          .checkDigitsWrong, .warning, "`\(path)`: \(wrongCheckDigits) tax codes have a wrong check digit",
          help: ["compare them with the tax office's list; the rows are used all the same"]))
    }
    if rejects.notKept > 0 {
      findings.append(
        Diagnostic(
          .rejectsNotKept, .warning,
          "`\(path)`: \(rejects.notKept) of \(rejects.count) rejects are counted but not listed",
          help: ["mend the commonest fault first and read the file again"]))
    }
    return findings
  }

  private func place(_ report: ColumnReport) -> String {
    "`\(path)`: column `\(report.header)` (`\(report.machineName)`)"
  }

  private func disagreement(_ report: ColumnReport) -> Diagnostic? {
    guard report.bad > 0, report.bad * 100 > report.given + report.bad else { return nil }
    let text =
      "\(place(report)) has \(report.bad) \(report.bad == 1 ? "cell" : "cells") that cannot be read as \(report.format)"
    return Diagnostic(
      .columnDisagrees, .warning, text,
      help: ["see `rejects.csv` for the cells; write the whole column in one way"])
  }

  private func onlyMarks(_ report: ColumnReport) -> Diagnostic {
    Diagnostic(
      .columnOnlyMarks, .note, "\(place(report)) holds only marks and blanks; blanks count as unknown",
      help: ["if a blank means no in this list, write `Không` in the blank cells"])
  }

  private func monthFirst(_ report: ColumnReport) -> Diagnostic {
    Diagnostic(
      .columnMonthFirst, .warning, "\(place(report)) has dates that only make sense with the month first",
      help: ["format the column as day/month/year in the spreadsheet and export it again"])
  }

  private func openFormat(_ report: ColumnReport) -> Diagnostic {
    Diagnostic(
      .columnFormatOpen, .warning, "\(place(report)) leaves open what its separators mean",
      help: ["read as \(report.format); compare one amount with the agency's figures"])
  }
}
