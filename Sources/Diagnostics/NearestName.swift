/// Finds declared names that a misspelt name may have meant.
public enum NearestName {
  /// The nearest names, nearest first and equal distances in order of the alphabet.
  ///
  /// Distance counts insertions, deletions, replacements and swaps of neighbours (optimal string alignment). A name
  /// is near when its distance is at most a third of the longer length, and never more than 3.
  public static func suggestions(for name: String, among known: [String], limit: Int = 3) -> [String] {
    let typed = Array(name.lowercased().unicodeScalars)
    guard !typed.isEmpty, typed.count <= 200 else { return [] }
    var found: [(distance: Int, name: String)] = []
    for candidate in Set(known) where candidate != name {
      let other = Array(candidate.lowercased().unicodeScalars)
      let longest = max(typed.count, other.count)
      let reach = min(3, max(1, longest / 3))
      guard abs(typed.count - other.count) <= reach else { continue }
      let distance = alignmentDistance(typed, other)
      if distance <= reach, distance < longest { found.append((distance, candidate)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(limit).map(\.name)
  }

  /// The help line that offers the nearest names, when there are any.
  public static func help(for name: String, among known: [String]) -> String? {
    let names = suggestions(for: name, among: known).map { "`\($0)`" }
    guard let last = names.last else { return nil }
    let earlier = names.dropLast()
    return "did you mean " + (earlier.isEmpty ? "" : earlier.joined(separator: ", ") + " or ") + last + "?"
  }

  private static func alignmentDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1] + [Int](repeating: 0, count: second.count)
      for column in 0..<second.count {
        let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
        current[column + 1] = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1)
        }
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
