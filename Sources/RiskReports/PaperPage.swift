import ReportAssets
import RuleModel

/// A printable page of one firm.
struct PaperPage {
  let title: String
  let language: Language
  let body: HTML

  /// The whole file.
  var html: HTML {
    """
    <!DOCTYPE html>
    <html lang=\(language.rawValue)><head><meta charset=utf-8>
    <meta name=viewport content="width=device-width, initial-scale=1">
    <meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
    <title>\(title)</title><link rel=icon href="data:,">
    <style>\(HTML(asset: report_asset_paper_style()))</style></head><body>
    \(body)</body></html>

    """
  }
}
