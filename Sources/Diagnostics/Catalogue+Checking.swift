extension DiagnosticCatalogue {
  static let checkingEntries: [CatalogueEntry] = []
}
