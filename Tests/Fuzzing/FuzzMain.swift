#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The part that is fuzzed, from `FUZZ_TARGET`.
private let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? "list"
private let target = FuzzEntry.Target(rawValue: name)

private func fault(_ bytes: [UInt8]) -> String? {
  if name == "xlsx" { return WorkbookFuzz.run(bytes) }
  guard let target else { return "no target is called \(name)" }
  return FuzzEntry.run(target, bytes)
}

/// The entry of libFuzzer: runs one input; a fault ends the process, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
  if let fault = fault(bytes) { fatalError(fault) }
  return 0
}
