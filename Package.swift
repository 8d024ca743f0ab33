// swift-tools-version: 6.2
import PackageDescription

/// Every target compiles in Swift 6 mode, and a warning stops the build.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// One target for each representation of the pipeline; imports go one way, from top to bottom of this list.
func library(_ name: String, _ dependencies: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies.map { .byName(name: $0) }, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [String], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: (dependencies + ["TestSupport"]).map { .byName(name: $0) },
    exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "FirmRisk",
  products: [
    .executable(name: "firmrisk", targets: ["firmrisk"]),
    .library(name: "FirmRisk", targets: ["FirmRiskCommands"]),
  ],
  targets: [
    library("Diagnostics"),
    library("RuleLanguage", ["Diagnostics"]),
    library("RuleModel", ["Diagnostics"]),
    library("RuleChecking", ["Diagnostics", "RuleLanguage", "RuleModel"]),
    library("FirmTable", ["RuleModel"]),
    .target(name: "CellLoops"),
    .target(name: "SystemHints"),
    .target(name: "DelimiterIndex"),
    .target(name: "UnfinishedFiles"),
    library("RecordFiles", ["Diagnostics", "CellLoops", "SystemHints", "UnfinishedFiles"]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]),
    .target(name: "XMLReader"),
    library("SpreadsheetFiles", ["Diagnostics", "RecordFiles", "CZlib", "XMLReader"]),
    library(
      "FirmSources",
      ["Diagnostics", "RecordFiles", "SpreadsheetFiles", "RuleModel", "FirmTable", "SystemHints"]),
    library("RuleEvaluation", ["Diagnostics", "RuleModel", "FirmTable"]),
    library("RiskScoring", ["RuleModel", "FirmTable", "RuleEvaluation", "SystemHints"]),
    library("RuleTesting", ["Diagnostics", "RuleModel", "RuleEvaluation", "RuleSentences"]),
    library("RuleLinting", ["Diagnostics", "RuleLanguage", "RuleModel", "RuleTesting", "RuleSentences"]),
    library("RuleSentences", ["Diagnostics", "RuleModel"]),
    library("RuleBook", ["Diagnostics", "RuleModel", "RuleSentences"]),
    library(
      "RuleComparison", ["Diagnostics", "RuleLanguage", "RuleModel", "RuleChecking", "RuleSentences"]),
    library(
      "RunFolder",
      [
        "Diagnostics", "RecordFiles", "RuleModel", "FirmTable", "FirmSources", "RuleEvaluation",
        "RiskScoring",
        "RuleSentences", "SystemHints",
      ]),
    .target(name: "ReportAssets"),
    library(
      "RiskReports",
      [
        "Diagnostics", "RecordFiles", "SpreadsheetFiles", "RuleModel", "FirmTable", "FirmSources",
        "RiskScoring",
        "RuleSentences", "RunFolder", "ReportAssets",
      ]),
    library("SQLGeneration", ["Diagnostics", "RuleModel"]),
    library("SyntheticFirms", ["Diagnostics", "RecordFiles", "SpreadsheetFiles"]),
    .target(name: "ShippedRules", cSettings: [.headerSearchPath("../..")]),
    library(
      "FirmRiskCommands",
      [
        "Diagnostics", "RuleLanguage", "RuleModel", "RuleChecking", "RuleLinting", "FirmTable", "RecordFiles",
        "SpreadsheetFiles",
        "FirmSources", "RuleEvaluation", "RiskScoring", "RuleTesting", "RuleSentences", "RuleBook",
        "RuleComparison",
        "RunFolder",
        "RiskReports", "ReportAssets",
        "SQLGeneration", "SyntheticFirms", "ShippedRules", "UnfinishedFiles", "SystemHints",
      ]),
    .executableTarget(name: "firmrisk", dependencies: ["FirmRiskCommands"], swiftSettings: strict),
    .executableTarget(
      name: "firmrisk-benchmark",
      dependencies: ["FirmRiskCommands", "RecordFiles", "SyntheticFirms", "DelimiterIndex"],
      swiftSettings: strict),

    .target(name: "TestSupport", dependencies: [], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "RandomRuleSets", dependencies: ["Diagnostics", "RuleModel", "FirmTable", "TestSupport"],
      path: "Tests/RandomRuleSets", swiftSettings: strict),
    .executableTarget(
      name: "engine-corpus",
      dependencies: [
        "RandomRuleSets", "SQLGeneration", "FirmRiskCommands", "RiskScoring", "RuleEvaluation", "RuleModel",
        "FirmTable", "TestSupport",
      ], path: "Tests/Engines/Corpus", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"], exclude: ["Golden"]),
    tests("RuleLanguageTests", ["RuleLanguage", "Diagnostics"], exclude: ["Golden"]),
    tests(
      "RuleCheckingTests", ["RuleChecking", "RuleLanguage", "RuleModel", "Diagnostics"], exclude: ["Golden"]),
    tests("RecordFilesTests", ["RecordFiles", "Diagnostics"]),
    tests(
      "SpreadsheetFilesTests", ["SpreadsheetFiles", "RecordFiles", "Diagnostics"], exclude: ["Fixtures"]),
    tests(
      "FirmSourcesTests",
      ["FirmSources", "RecordFiles", "RuleModel", "RuleChecking", "FirmTable", "Diagnostics"]),
    tests(
      "RuleEvaluationTests",
      [
        "RandomRuleSets", "RuleEvaluation", "RuleModel", "RuleChecking", "FirmTable", "RiskScoring",
        "Diagnostics",
      ], exclude: ["Golden"]),
    tests(
      "RiskScoringTests",
      [
        "RandomRuleSets", "RiskScoring", "RuleEvaluation", "RuleModel", "RuleChecking", "FirmTable",
        "Diagnostics",
      ]),
    tests(
      "RuleSentencesTests",
      ["RuleSentences", "RuleChecking", "RuleLanguage", "RuleModel", "Diagnostics"],
      exclude: ["Golden", "Constructs.rules"]),
    tests(
      "RuleLintingTests",
      [
        "RuleLinting", "RuleChecking", "RuleLanguage", "RuleModel", "RuleEvaluation", "FirmTable",
        "RandomRuleSets",
        "Diagnostics",
      ],
      exclude: ["Golden"]),
    tests(
      "RuleTestingTests", ["RuleTesting", "RuleChecking", "RuleLanguage", "RuleModel", "Diagnostics"]),
    tests(
      "RunFolderTests",
      [
        "RunFolder", "RuleSentences", "RuleModel", "RiskScoring", "RuleEvaluation", "FirmTable",
        "FirmSources",
        "RecordFiles", "Diagnostics",
      ], exclude: ["Golden"]),
    tests("SyntheticFirmsTests", ["SyntheticFirms", "SpreadsheetFiles", "RecordFiles"]),
    tests(
      "SQLGenerationTests", ["SQLGeneration", "RuleChecking", "RuleLanguage", "RuleModel", "Diagnostics"],
      exclude: ["Golden"]),
    tests(
      "FirmRiskCommandsTests",
      [
        "FirmRiskCommands", "Diagnostics", "RecordFiles", "SpreadsheetFiles", "FirmSources", "RiskScoring",
        "RuleModel", "RuleSentences",
        "RunFolder", "RiskReports",
        "firmrisk",
      ], exclude: ["Golden", "SmallPack"]),
  ],
  swiftLanguageModes: [.v6]
)
