import Dispatch
import SystemHints
import RecordFiles

/// Lists of a plan that are open already: what comes through a pipe can be opened once only.
package struct OpenedLists: Sendable {
  /// The first list.
  var first: SourceList?
  private var early: InputBytes?
  private let looking = DispatchGroup()

  /// No list is open.
  package init() {}

  /// Opens the one list that a person names, before the rules are there that say what is read from it; another thread looks
  /// at its letters meanwhile.
  ///
  /// What is wrong with the list is said by whoever reads it.
  /// - Parameters:
  ///   - request: what a person says about the lists.
  ///   - jobs: most threads at work.
  package init(ahead request: InputRequest, jobs: Int) {
    guard jobs > 1, let path = request.path, InputFolder.kind(of: path) == .file,
      let list = try? InputBytes(path: path), list.count >= Self.aheadFrom
    else { return }
    early = list
    DispatchQueue.global().async(group: looking) { list.lookAhead() }
    threads_spread()
  }

  /// Waits until nobody looks at the list any more: whoever is given back control may change the file.
  package func settle() { looking.wait() }

  /// Below, a list takes less time than a thread takes to start.
  private static let aheadFrom = 256 << 10

  /// The bytes of the list of a path, if they are at hand.
  func bytes(of path: String) -> InputBytes? { early?.path == path ? early : nil }
}
