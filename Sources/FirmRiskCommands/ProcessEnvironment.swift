import SystemHints
import RecordFiles
import Synchronization
import UnfinishedFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ProgramEnvironment {
  /// The surroundings of this process: its standard output and error, the terminal's width, and whether colour is welcome.
  ///
  /// Colour appears only on a terminal, and never when `NO_COLOR` is set to anything but nothing.
  public static func ofProcess() -> ProgramEnvironment {
    memory_touch_variables()
    // A reader that goes away and a file that grows over its limit are errors of write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    OutputFile.removeUnfinishedOnSignals()
    InputBytes.endProcessOnFaults(status: ExitStatus.inputUnreadable.rawValue)
    memory_keep_freed(Int32(clamping: ProcessorCount.available))
    // For measurements that must not depend on the processor.
    if let kernel = getenv("FIRMRISK_KERNEL"), String(cString: kernel) == "portable" {
      ProcessorLoops.use(atMost: .portable)
    }
    let output = DescriptorWriter(descriptor: 1, name: "standard output")
    let errors = DescriptorWriter(descriptor: 2, name: "standard error")
    let refusesColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isPlainTerminal = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    let allowsColour = !refusesColour && !isPlainTerminal
    return ProgramEnvironment(
      output: output.write, errors: errors.write, width: terminalWidth(),
      usesColour: allowsColour && isatty(1) == 1, errorsUseColour: allowsColour && isatty(2) == 1,
      pause: Interruption.pause,
      progressSink: progressSink(errors, isWelcome: !isPlainTerminal && isatty(2) == 1),
      sharesTerminal: !isFile(1))
  }

  /// Whether a descriptor writes to a file, which nobody looks at; a pipe may lead to a pager.
  private static func isFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func progressSink(_ errors: DescriptorWriter, isWelcome: Bool) -> ProgressLine.Sink? {
    guard isWelcome else { return nil }
    return { (text: String?) in
      // A signal takes the line away, so that the shell goes on at the start of an empty one.
      if text != nil { unfinished_line_note(errors.descriptor) }
      // A line that is wider than the terminal could not be written over.
      let line = text.map { TextTable.cut($0, to: columns(of: errors.descriptor) - 1) } ?? ""
      // A line that nobody sees any more is no loss.
      try? errors.write(Array("\r\(line)\u{1B}[K".utf8))
      if text == nil { unfinished_line_note(-1) }
    }
  }

  private static func columns(of terminal: Int32) -> Int {
    var size = winsize()
    return ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  /// Ends the process.
  public static func exit(with status: ExitStatus) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status.rawValue)
    #elseif canImport(Musl)
      Musl.exit(status.rawValue)
    #elseif canImport(Darwin)
      Darwin.exit(status.rawValue)
    #endif
  }

  private static func terminalWidth() -> Int {
    if let columns = getenv("COLUMNS"), let width = Int(String(cString: columns)), width >= 40 {
      return min(width, 400)
    }
    var size = winsize()
    if isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 { return Int(size.ws_col) }
    return 100
  }
}

/// Ctrl-C while a command waits: it ends the command, not the process in the middle of a line.
private enum Interruption {
  private static let isWanted = Atomic<Bool>(false)

  /// Waits; false once Ctrl-C was typed.
  ///
  /// Only from the first wait on does Ctrl-C no longer end the process at once.
  static func pause(_ milliseconds: Int) -> Bool {
    signal(SIGINT) { _ in Interruption.isWanted.store(true, ordering: .relaxed) }
    // Whoever started the program may have handed it a blocked signal.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
    if isWanted.load(ordering: .relaxed) { return false }
    var duration = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    nanosleep(&duration, nil)
    return !isWanted.load(ordering: .relaxed)
  }
}

/// How many threads can work at once.
enum ProcessorCount {
  /// Processors that the system offers, 1...64.
  static var available: Int { max(1, min(64, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }
}
