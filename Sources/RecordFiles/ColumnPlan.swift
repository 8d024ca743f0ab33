/// The decided format of every wanted column that a file has.
struct ColumnPlan {
  /// Readers of the columns that the file has.
  private(set) var assemblers: [ColumnAssembler]
  /// Places of assemblers whose separator could mean two things.
  private(set) var openFormats: [Int] = []
  /// Places of assemblers whose sample has dates with the month first.
  private(set) var monthFirst: [Int] = []

  init(
    _ source: CellSource, _ layout: RecordFileLayout, _ requests: [ColumnRequest], _ mapping: HeaderMapping,
    _ ownMapping: ColumnMapping? = nil, of input: InputBytes? = nil, jobs: Int = 1
  ) {
    let present = requests.indices.compactMap { place in mapping.columns[place].map { (place, $0) } }
    var sampler = ColumnSampler(source, layout, present.map { (requests[$0.0].kind, $0.1) })
    sampler.input = input
    sampler.sample(jobs: jobs)
    var assemblers: [ColumnAssembler] = []
    for (index, (place, column)) in present.enumerated() {
      var report = ColumnReport(
        request: requests[place].id, machineName: requests[place].machineName, header: layout.headers[column],
        column: column + 1)
      let choice = ownMapping?.column(for: requests[place].machineName)
      let decoder = Self.decoder(requests[place].kind, index, column, sampler, layout, choice, &report)
      if report.format.hasSuffix(Self.openMark) { openFormats.append(index) }
      if sampler.evidence.dates[index].monthFirst > 0 { monthFirst.append(index) }
      assemblers.append(
        ColumnAssembler(
          requests[place], column: column, report: report, decoder: decoder,
          blankIsNo: choice?.blankIsNo == true && requests[place].kind == .truth))
    }
    self.assemblers = assemblers
  }

  /// The same formats, for the cells of other records.
  func makeAnother() -> ColumnPlan {
    var other = self
    other.assemblers = assemblers.map { $0.makeAnother() }
    return other
  }

  private static let openMark = " (assumed)"

  private static func decoder(
    _ kind: CellKind, _ index: Int, _ column: Int, _ sampler: ColumnSampler, _ layout: RecordFileLayout,
    _ choice: MappedColumn?, _ report: inout ColumnReport
  ) -> ColumnAssembler.Decoder {
    switch kind {
    case .number(let form):
      return .number(numberFormat(form, index, column, sampler, layout, choice, &report))
    case .date:
      report.format = sampler.evidence.dates[index].description
      var format = sampler.evidence.dates[index].format
      format.period = choice?.period
      return .date(format)
    case .truth:
      let evidence = sampler.evidence.truths[index]
      report.format = evidence.hasOnlyMarks ? "marks" : "yes/no words"
      report.hasOnlyMarks = evidence.hasOnlyMarks && choice?.blankIsNo != true
      return .words(WordReading(truthRefusingCrosses: evidence.mixesMarks))
    case .choice(let members):
      report.format = "words of the choice"
      return .words(WordReading(members: members))
    case .text:
      report.format = "text"
      return .text
    case .taxCode, .code:
      report.format = kind == .taxCode ? "tax code" : "code"
      return .key
    }
  }

  private static func numberFormat(
    _ form: NumberForm, _ index: Int, _ column: Int, _ sampler: ColumnSampler, _ layout: RecordFileLayout,
    _ choice: MappedColumn?, _ report: inout ColumnReport
  ) -> NumberFormat {
    let stated = choice?.unitExponent ?? layout.unitExponents[column] ?? layout.titleExponent ?? 0
    let exponent = form.quantity == .money ? stated : 0
    var (style, isOpen) = sampler.evidence.numbers[index].decide(
      form, unitExponent: exponent, file: sampler.fileStyle)
    if let mark = choice?.decimalMark {
      (style, isOpen) = (mark == 0x2C ? .commaDecimal : .dotDecimal, false)
    }
    report.format = style == .commaDecimal ? "1.234.567,89" : "1,234,567.89"
    if isOpen { report.format += openMark }
    for _ in 0..<exponent { report.unitMultiplier *= 10 }
    return NumberFormat(form: form, style: style, unitExponent: exponent)
  }

  /// The finished columns, with those that the file does not have.
  func finish(_ requests: [ColumnRequest]) -> [RecordColumn] {
    var byRequest: [Int: RecordColumn] = [:]
    for assembler in assemblers { byRequest[assembler.request.id] = assembler.finish() }
    return requests.map { request in
      byRequest[request.id]
        ?? RecordColumn(
          request: request, values: .missing,
          report: ColumnReport(request: request.id, machineName: request.machineName, header: "", column: nil)
        )
    }
  }
}
