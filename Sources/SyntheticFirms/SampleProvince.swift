/// A province of fictional firms as its agencies would list it.
public enum SampleProvince {
  /// The day on which the sample is scored.
  public static let asOf = CalendarDay(2026, 10, 31)

  /// The files that `write` leaves, in the order of writing.
  public static var fileNames: [String] { lists().map(\.file) + ["lists.txt"] }

  /// Writes the lists of all agencies, and `lists.txt` with their dates.
  ///
  /// The same number and seed give the same bytes. Firms are made anew for every list, so memory does not grow with
  /// their number.
  ///
  /// - Parameters:
  ///   - folder: created when it is missing; files of the same names are replaced, others stay.
  ///   - firms: how many firms there are; some of them are on one list only.
  ///   - seed: chooses one of the possible provinces.
  public static func write(into folder: String, firms: Int, seed: UInt64) throws(ListWriteError) {
    try ByteFile.makeFolder(folder)
    let generator = FirmGenerator(seed: seed)
    let lists = lists()
    for list in lists { try list.write(into: folder, firms: firms, generator: generator) }
    try writeDates(of: lists, into: folder)
  }

  /// The files that `writeWorkbooks` leaves, in the order of writing.
  public static var workbookNames: [String] { lists().map(\.workbookFile) + ["lists.txt"] }

  /// Writes the lists of all agencies as workbooks, with the same rows as `write`, and `lists.txt` with their dates.
  ///
  /// The same number and seed give the same cells; the packed bytes also depend on zlib.
  public static func writeWorkbooks(into folder: String, firms: Int, seed: UInt64) throws(ListWriteError) {
    try ByteFile.makeFolder(folder)
    let generator = FirmGenerator(seed: seed)
    let lists = lists()
    for list in lists { try list.writeWorkbook(into: folder, firms: firms, generator: generator) }
    try writeDates(of: lists, into: folder)
  }

  /// Writes the lists of all agencies as they print and send them, with the rows of `write`, and `lists.txt`.
  ///
  /// Each has a title block above a header of two rows or a row of units, and signatures below; long ones are cut into
  /// pages, with a sum under each page and the header again on the next. The same number and seed give the same bytes.
  public static func writeTitleBlocks(into folder: String, firms: Int, seed: UInt64) throws(ListWriteError) {
    try ByteFile.makeFolder(folder)
    let generator = FirmGenerator(seed: seed)
    let lists = lists()
    for list in lists { try list.writePrinted(into: folder, firms: firms, generator: generator) }
    try writeDates(of: lists, into: folder)
  }

  static func lists() -> [AgencyList] {
    [.labour(), .debtors(), .insured(), .unions(), .inspections(), .forms(), .disputes(), .plans()]
  }

  private static func writeDates(of lists: [AgencyList], into folder: String) throws(ListWriteError) {
    var file = try ByteFile(path: "\(folder)/lists.txt")
    try file.append(Array("as of \(asOf.iso)\n".utf8))
    try file.append(Array("# The day on which each agency cut its list.\n".utf8))
    for list in lists { try file.append(Array("\(list.source) date \(list.day.iso)\n".utf8)) }
    try file.finish()
  }
}
