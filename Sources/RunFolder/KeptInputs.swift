import RecordFiles

/// Everything that a run read, kept in its folder so that it can be done again.
///
/// Rules lie in `rules/PACK`, the pack that they build on beside them, lists in `inputs/SOURCE`, mapping files in
/// `inputs/maps`.
public struct KeptInputs: Sendable {
  /// A file to be kept, below the run's folder.
  public struct File: Sendable {
    /// Folder below the run's folder.
    public var folder: String
    /// Name of the file.
    public var name: String
    /// Its content.
    public var content: InputBytes

    /// Creates a file.
    public init(folder: String, name: String, content: InputBytes) {
      self.folder = folder
      self.name = name
      self.content = content
    }
  }

  private static let piece = 1 << 20

  /// Folder of a pack's rules below a run's folder.
  public static func rulesFolder(pack: String) -> String { "rules/" + pack }

  /// Folder of a list below a run's folder.
  public static func inputFolder(source: String) -> String { "inputs/" + source }

  /// Folder of a file of decided links below a run's folder.
  public static let linkFolder = "inputs/links"

  /// Folder of mapping files below a run's folder; numbered, since two may have one name.
  public static func mapFolder(_ position: Int) -> String { "inputs/maps/\(position + 1)" }

  /// Copies files below a run's folder.
  public static func write(_ files: [File], to path: String) throws(OutputError) {
    for file in files {
      let folder = try StagedFolder(path: path + "/" + file.folder)
      let output = try folder.file(named: file.name)
      var start = 0
      while start < file.content.count {
        let end = min(start + piece, file.content.count)
        try output.write(file.content.withBytes { Array($0[start..<end]) })
        start = end
      }
      try folder.commit()
    }
  }
}
