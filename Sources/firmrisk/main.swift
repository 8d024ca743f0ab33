import FirmRiskCommands

let environment = ProgramEnvironment.ofProcess()
let status = FirmRiskProgram.run(Array(CommandLine.arguments.dropFirst()), in: environment)
ProgramEnvironment.exit(with: status)
