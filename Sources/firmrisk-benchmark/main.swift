import FirmRiskCommands

let environment = ProgramEnvironment.ofProcess()
guard let request = BenchmarkRequest(Array(CommandLine.arguments.dropFirst())) else {
  environment.printError(BenchmarkRequest.usage)
  ProgramEnvironment.exit(with: .usage)
}
ProgramEnvironment.exit(with: request.run(in: environment) ? .done : .findings)
