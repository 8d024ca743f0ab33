import RecordFiles
import RunFolder

extension FirmRun {
  /// Everything that the run read, to be kept in its folder.
  func keptInputs(maps: [String]) -> [KeptInputs.File] {
    func rules(_ files: [RuleFile], of name: String) -> [KeptInputs.File] {
      files.map { file in
        KeptInputs.File(
          folder: KeptInputs.rulesFolder(pack: name), name: file.relativePath,
          content: InputBytes(file.bytes, path: file.relativePath))
      }
    }
    let ruleSet = result.ruleSet
    var kept = rules(pack.files, of: ruleSet.name)
    if let base = pack.base, let name = ruleSet.base?.name { kept += rules(base.files, of: name) }
    kept += zip(plan.lists, joined.originals).map { list, content in
      KeptInputs.File(
        folder: KeptInputs.inputFolder(source: ruleSet.sources[list.source].name),
        name: FirmRun.lastName(list.path), content: content)
    }
    if let links = plan.linkFile {
      kept.append(
        KeptInputs.File(
          folder: KeptInputs.linkFolder, name: FirmRun.lastName(links.path), content: links.original))
    }
    // A mapping file was read when the run was planned; if it went away since, `compare` says that it is missing.
    kept += maps.enumerated().compactMap { position, path in
      guard let content = try? InputBytes(path: path) else { return nil }
      return KeptInputs.File(
        folder: KeptInputs.mapFolder(position), name: FirmRun.lastName(path), content: content)
    }
    return kept
  }
}
