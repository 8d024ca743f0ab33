import Foundation

#if os(Linux)
  /// The built program with a terminal of its own.
  final class TerminalSession {
    /// Why no terminal could be had.
    struct NoTerminal: Error {}

    private let leader: Int32
    private let process = Process()

    /// Runs the program.
    ///
    /// - Parameters:
    ///   - arguments: what stands after its name.
    ///   - environment: all that it finds in its environment.
    ///   - errors: whether standard error goes to the terminal as standard output does.
    convenience init(
      _ arguments: [String], _ environment: [String: String] = ["TERM": "xterm"], errors: Bool
    ) throws {
      try self.init(BuiltProgram.path, arguments, environment, errors: errors)
    }

    /// Runs a shell script, whose `$0` and so on are the arguments.
    convenience init(shell script: String, _ arguments: [String], errors: Bool) throws {
      let environment = ["TERM": "xterm", "PATH": "/usr/bin:/bin"]
      try self.init("/bin/sh", ["-c", script] + arguments, environment, errors: errors)
    }

    private init(
      _ program: String, _ arguments: [String], _ environment: [String: String], errors: Bool
    ) throws {
      leader = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      // TIOCSPTLCK and TIOCGPTN, which Swift cannot import: unlock the other end, and ask for its number.
      var (lock, number): (Int32, Int32) = (0, 0)
      guard ioctl(leader, 0x4004_5431, &lock) == 0, ioctl(leader, 0x8004_5430, &number) == 0 else {
        throw NoTerminal()
      }
      let follower = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
      guard follower >= 0 else { throw NoTerminal() }
      defer { close(follower) }
      let terminal = FileHandle(fileDescriptor: follower, closeOnDealloc: false)
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
      process.environment = environment
      process.standardOutput = terminal
      process.standardError = errors ? terminal : FileHandle.nullDevice
      try process.run()
    }

    deinit { close(leader) }

    /// What the program prints until it ends.
    ///
    /// - Parameter look: is shown all that was printed so far whenever more comes.
    func read(_ look: (String) -> Void = { _ in }) -> String {
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = Foundation.read(leader, &part, part.count)
        if count <= 0 { break }
        bytes += part[..<count]
        look(String(decoding: bytes, as: UTF8.self))
      }
      process.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Does what Ctrl-C does.
    func interrupt() { kill(process.processIdentifier, SIGINT) }

    /// Exit code of the program that ended; nil where a signal ended it.
    var status: Int32? { process.terminationReason == .exit ? process.terminationStatus : nil }

    /// The signal that ended the program; nil where it ended by itself.
    var endingSignal: Int32? {
      process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    }
  }
#endif
