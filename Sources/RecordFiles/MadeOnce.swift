import Synchronization

/// A value that the first thread that needs it makes for all; whoever asks meanwhile waits.
package final class MadeOnce<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  package init() {}

  /// The value, made now if nobody has asked before.
  package func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
