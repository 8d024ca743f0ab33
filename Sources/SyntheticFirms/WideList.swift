/// One wide labour list with every figure that the common rules read: for measurements and for other engines.
public enum WideList {
  /// The header of the list.
  public static let header = [
    "MST", "Tên doanh nghiệp", "Xã/phường", "Mã ngành", "Loại hình", "Vùng", "Ngày hoạt động", "Số lao động",
    "Lao động nữ", "LĐNN", "LĐNN không có GPLĐ", "Số LĐ phải ký HĐLĐ", "Số LĐ ký HĐLĐ", "Lương thấp nhất",
    "Lương bình quân", "Số ngày chậm trả lương", "Số LĐ bị chậm lương", "Nợ lương", "Có thang bảng lương",
    "Số LĐ đóng BHXH", "Số người chưa tham gia BHXH", "Số ngày chậm đăng ký", "Số tiền nợ BHXH",
    "Số ngày chậm đóng",
    "Ngày đôn đốc", "Lương đóng BHXH bình quân", "Có công đoàn", "KPCĐ phải nộp", "KPCĐ đã nộp",
    "Số ngày chậm nộp KPCĐ", "Có TƯLĐTT", "Có NQLĐ", "Ngày báo cáo 6 tháng", "Giờ làm thêm cao nhất/tháng",
    "Giờ làm thêm cao nhất/năm", "Số vụ TNLĐ", "Đơn thư",
  ]

  /// Writes the list: `,`, LF, ISO dates, quoted names, one cell in twenty blank; firm by firm, in little memory.
  ///
  /// - Parameters:
  ///   - path: the file, replaced when it is there.
  ///   - firms: how many rows the list has below its header.
  ///   - seed: chooses one of the possible provinces.
  public static func write(to path: String, firms: Int, seed: UInt64) throws(ListWriteError) {
    let style = ListStyle(datesAreISO: true)
    let generator = FirmGenerator(seed: seed)
    var file = try ByteFile(path: path)
    var head = ListRow(style)
    for name in header { head.text(name) }
    try file.append(head.line())
    for index in 0..<firms { try file.append(line(of: generator.firm(at: index), style)) }
    try file.finish()
  }

  private static func line(of firm: SyntheticFirm, _ style: ListStyle) -> [UInt8] {
    var row = WideRow(row: ListRow(style), random: firm.random(forList: 6))
    row.row.text(firm.taxCode)
    row.row.quoted(firm.name)
    row.text(firm.commune.name)
    row.text(firm.sector.code)
    row.text(firm.ownership.title)
    row.text(["I", "II", "III", "IV"][firm.commune.wageRegion - 1])
    row.day(firm.start)
    row.number(firm.workforce.total)
    row.number(firm.workforce.women)
    row.number(firm.workforce.foreign)
    row.number(firm.workforce.foreignWithoutPermit)
    row.number(firm.workforce.contractsDue)
    row.number(firm.workforce.contractsWritten)
    addWages(firm.wages, &row)
    addInsurance(firm.insurance, &row)
    row.truth(firm.union.exists)
    row.number(firm.union.feeDue)
    row.number(firm.union.feePaid)
    row.number(firm.union.feeOverdueDays)
    row.truth(firm.union.agreementSigned != nil)
    row.truth(firm.relations.hasRegulations)
    row.day(firm.relations.firstHalfReport, none: "chưa")
    row.number(firm.safety.overtimeMonth)
    row.number(firm.safety.overtimeYear)
    row.number(firm.safety.accidents)
    row.number(firm.history.complaints)
    return row.row.line()
  }

  private static func addWages(_ wages: SyntheticFirm.Wages, _ row: inout WideRow) {
    row.number(wages.lowest)
    row.number(wages.average)
    row.number(wages.lateDays)
    row.number(wages.latePersons)
    row.number(wages.arrears)
    row.truth(wages.hasScale)
  }

  private static func addInsurance(_ insurance: SyntheticFirm.Insurance, _ row: inout WideRow) {
    row.number(insurance.registered)
    row.number(insurance.unregistered)
    row.number(insurance.unregisteredDays)
    row.number(insurance.debt)
    row.number(max(0, insurance.debtMonths - 1) * 30)
    row.day(insurance.reminder, none: "chưa")
    row.number(insurance.isUnit ? insurance.salaryBase : nil)
  }
}

/// A row in which one cell in twenty is left out.
private struct WideRow {
  var row: ListRow
  var random: SplitMix64

  mutating func text(_ value: String) { row.text(random.chance(50) ? "" : value) }
  mutating func number(_ value: Int?) { row.number(random.chance(50) ? nil : value) }
  mutating func truth(_ value: Bool) { row.truth(random.chance(50) ? nil : value) }

  mutating func day(_ value: CalendarDay?, none: String = "") {
    if random.chance(50) { row.blank() } else { row.day(value, none: none) }
  }
}
