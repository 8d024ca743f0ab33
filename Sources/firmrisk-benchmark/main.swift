import FirmRiskCommands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

let environment = ProgramEnvironment.ofProcess()
// As with the readers of lists: for measurements that must not depend on the processor.
if let kernel = getenv("FIRMRISK_KERNEL"), String(cString: kernel) == "portable" { CellIndex.usePortable() }
guard let request = BenchmarkRequest(Array(CommandLine.arguments.dropFirst())) else {
  environment.printError(BenchmarkRequest.usage)
  ProgramEnvironment.exit(with: .usage)
}
ProgramEnvironment.exit(with: request.run(in: environment) ? .done : .findings)
