extension DiagnosticCatalogue {
  static let syntaxEntries: [CatalogueEntry] = []
}
