import RecordFiles

/// How the parts of a workbook name each other.
struct Relationships {
  struct Target: Hashable {
    /// Last word of the type, such as `worksheet`.
    var type: String
    /// Name of the part in the archive.
    var part: String
  }

  private(set) var targets: [String: Target] = [:]
  /// In the order of the part, for look-ups by type.
  private var ordered: [Target] = []
  private static let most = 65_536

  init() {}

  /// Reads a `.rels` part; targets outside the archive are left out.
  ///
  /// - Parameter folder: folder of the part whose relationships they are, without a slash at its end.
  init(_ stream: XMLStream, folder: String) throws(InputError) {
    let element = stream.intern("Relationship")
    while true {
      let event = try stream.next()
      if event == .finished { return }
      guard event == .start, stream.name == element else { continue }
      let attributes = stream.attributes()
      guard attributes["TargetMode"] != "External", let id = attributes["Id"], let type = attributes["Type"],
        let path = attributes["Target"], ordered.count < Self.most
      else { continue }
      let word = type.split(separator: "/").last.map(String.init) ?? type
      let target = Target(type: word, part: Self.resolve(path, in: folder))
      targets[id] = target
      ordered.append(target)
    }
  }

  /// The part of the first relationship of a type.
  func part(ofType type: String) -> String? { ordered.first { $0.type == type }?.part }

  /// The name of a part that a path means; a name inside the archive and never a path of a file.
  static func resolve(_ path: String, in folder: String) -> String {
    var pieces: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for piece in path.split(separator: "/") where piece != "." {
      if piece == ".." { _ = pieces.popLast() } else { pieces.append(piece) }
    }
    return pieces.joined(separator: "/")
  }
}

/// A sheet as the workbook lists it.
struct SheetEntry: Hashable {
  var name: String
  var relationship: String
  var isHidden: Bool
}

/// The main part of a workbook: its sheets and its calendar.
struct WorkbookPart {
  var sheets: [SheetEntry] = []
  var startsIn1904 = false

  init(_ stream: XMLStream, path: String, limits: UnpackLimits) throws(InputError) {
    let sheet = stream.intern("sheet")
    let properties = stream.intern("workbookPr")
    while true {
      let event = try stream.next()
      if event == .finished { return }
      guard event == .start else { continue }
      if stream.name == properties {
        startsIn1904 = XMLTruth.isTrue(stream.attributes()["date1904"])
      } else if stream.name == sheet {
        let attributes = stream.attributes()
        guard let name = attributes["name"], let id = attributes["id"] else {
          throw stream.damaged("a sheet without name or part")
        }
        sheets.append(
          SheetEntry(name: name, relationship: id, isHidden: (attributes["state"] ?? "visible") != "visible"))
        guard sheets.count <= limits.sheets else {
          throw .tooLargeWorkbook(path, "more than \(limits.sheets) sheets")
        }
      }
    }
  }
}

/// The number formats of a workbook's cells.
enum StylesPart {
  private static let most = 65_536

  /// The format of each style that cells name by its number.
  static func formats(_ stream: XMLStream, path: String) throws(InputError) -> [CellFormat] {
    let code = stream.intern("numFmt")
    let codes = stream.intern("numFmts")
    let style = stream.intern("xf")
    let styles = stream.intern("cellXfs")
    var own: [Int: CellFormat] = [:]
    var ids: [Int] = []
    var isInCodes = false
    var isInStyles = false
    reading: while true {
      switch try stream.next() {
      case .finished: break reading
      case .text: continue
      case .end:
        if stream.name == codes { isInCodes = false }
        if stream.name == styles { isInStyles = false }
      case .start:
        if stream.name == codes { isInCodes = true }
        if stream.name == styles { isInStyles = true }
        if stream.name == code, isInCodes {
          let attributes = stream.attributes()
          guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let text = attributes["formatCode"],
            own.count < most
          else { continue reading }
          own[id] = CellFormat(code: text)
        } else if stream.name == style, isInStyles {
          ids.append(stream.attributes()["numFmtId"].flatMap { Int($0) } ?? 0)
          guard ids.count <= most else { throw .tooLargeWorkbook(path, "more than \(most) styles of cells") }
        }
      }
    }
    return ids.map { own[$0] ?? CellFormat.builtIn($0) }
  }
}
