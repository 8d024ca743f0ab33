#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A point in time by a clock that nobody sets.
///
/// The standard library's own clock comes with its library for concurrency, which a program that carries the library would
/// hold for this alone.
package struct MonotonicTime: Hashable, Sendable {
  private let nanoseconds: Int64

  private init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// This moment.
  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// The seconds from one point in time to another.
  package static func - (end: MonotonicTime, start: MonotonicTime) -> Double {
    Double(end.nanoseconds - start.nanoseconds) / 1e9
  }

  /// The point in time some seconds later.
  package static func + (start: MonotonicTime, seconds: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: start.nanoseconds + Int64(seconds * 1e9))
  }
}
