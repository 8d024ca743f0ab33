#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The entry of libFuzzer; `FUZZ_TARGET` names the part that is fuzzed.
private let target =
  getenv("FUZZ_TARGET").flatMap { FuzzEntry.Target(rawValue: String(cString: $0)) } ?? .list

/// Runs one input; a fault ends the process, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
  if let fault = FuzzEntry.run(target, bytes) { fatalError(fault) }
  return 0
}
