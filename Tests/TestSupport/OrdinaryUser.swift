import Foundation

/// A person who may not open everything, also where the tests run as the administrator.
public enum OrdinaryUser {
  /// The account that owns nothing.
  private static let nobody: UInt32 = 65_534

  #if os(Linux)
    /// Sets the account by which the system judges what the calling thread opens.
    private static let setAccount: (@convention(c) (UInt32) -> Int32)? =
      dlsym(nil, "setfsuid").map { unsafeBitCast($0, to: (@convention(c) (UInt32) -> Int32).self) }
  #else
    private static let setAccount: (@convention(c) (UInt32) -> Int32)? = nil
  #endif

  /// Whether `run` can take the administrator's rights away.
  public static let isAvailable = geteuid() != 0 || setAccount != nil

  /// Runs a body that stays on the calling thread, with the rights of an ordinary person.
  ///
  /// - Parameter folder: belongs to that person, with all that stands in it.
  @discardableResult
  public static func run<Result>(in folder: String, _ body: () throws -> Result) throws -> Result {
    guard geteuid() == 0, let setAccount else { return try body() }
    let inside = FileManager.default.subpaths(atPath: folder) ?? []
    for path in [folder] + inside.map({ folder + "/" + $0 }) {
      try FileManager.default.setAttributes([.ownerAccountID: nobody], ofItemAtPath: path)
    }
    _ = setAccount(nobody)
    defer { _ = setAccount(0) }
    return try body()
  }
}
