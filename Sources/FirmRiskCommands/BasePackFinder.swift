import Diagnostics
import RuleChecking
import RuleLanguage
import ShippedRules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the pack that a pack extends, by its name alone.
///
/// It lies in the folder of that name beside the pack's own folder, else in the program. Rule files name no paths, so
/// that a pack from elsewhere can read nothing but its neighbour.
struct BasePackFinder {
  /// Folder of the pack; nil for one that the program carries.
  let folder: String?
  /// Files that are at hand; nothing else is looked at then.
  var atHand: (origin: String, files: [RuleFile])?

  /// The files of the pack with a name, and where they came from.
  func find(_ name: String) -> Result<(origin: String, files: [RuleFile]), RulePackMissing> {
    if let atHand { return .success(atHand) }
    let folderNames = [name.replacingAll("_", with: "-"), name]
    if let folder {
      for sibling in folderNames.map({ FilePlace.sibling($0, of: folder) }) where FilePlace.exists(sibling) {
        return read(sibling, declaring: name)
      }
    }
    for shipped in folderNames where ShippedPack.names.contains(shipped) {
      return .success((ShippedPack.origin(shipped), ShippedPack.files(shipped)))
    }
    let place = folder.map { "no folder `\(FilePlace.sibling(folderNames[0], of: $0))` exists" }
    let carried = "the program carries \(ShippedPack.names.map { "`\($0)`" }.joined(separator: ", "))"
    return .failure(
      RulePackMissing(
        headline: place ?? carried,
        help: place == nil ? [] : ["\(carried); put the pack's folder beside this one"]))
  }

  private func read(
    _ sibling: String, declaring name: String
  ) -> Result<(origin: String, files: [RuleFile]), RulePackMissing> {
    let files: [RuleFile]
    do {
      files = try RulePack.ruleFiles(in: sibling)
    } catch {
      return .failure(error)
    }
    var sources = SourceMap()
    let parsed = files.map { file in
      let id = sources.add(path: file.relativePath, bytes: file.bytes)
      return RuleParser.parse(sources.file(id))
    }
    guard let declared = RuleChecker.name(of: parsed)?.text else {
      return .failure(RulePackMissing(headline: "the folder `\(sibling)` declares no pack", help: []))
    }
    guard declared == name else {
      let headline = "the folder `\(sibling)` declares the pack `\(declared)`"
      return .failure(RulePackMissing(headline: headline, help: []))
    }
    return .success((sibling, files))
  }
}

/// The packs that the program carries with it.
enum ShippedPack {
  /// The one that is read when nothing is named.
  static let defaultName = "vn-labour"

  private static let all: [(pack: String, file: RuleFile)] = (0..<shipped_rule_file_count()).map { index in
    let file = shipped_rule_file(index)
    let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    return (
      String(cString: file.pack),
      RuleFile(relativePath: String(cString: file.name), path: nil, bytes: bytes)
    )
  }

  /// Names of the packs, in order.
  static var names: [String] {
    all.reduce(into: []) { names, entry in if !names.contains(entry.pack) { names.append(entry.pack) } }
  }

  /// The files of a pack in order of their names; empty when there is no such pack.
  static func files(_ name: String) -> [RuleFile] { all.filter { $0.pack == name }.map(\.file) }

  /// Where a pack comes from, as people read it.
  static func origin(_ name: String) -> String { "\(name) (in the program)" }
}

/// Places of files and folders.
enum FilePlace {
  /// Whether something lies at a path.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// The folder with a name beside another folder.
  static func sibling(_ name: String, of folder: String) -> String {
    let parts = folder.split(separator: "/")
    guard let last = parts.last, last != ".", last != ".." else { return folder + "/../" + name }
    let start = folder.hasPrefix("/") ? "/" : ""
    return start + parts.dropLast().map { $0 + "/" }.joined() + name
  }
}
