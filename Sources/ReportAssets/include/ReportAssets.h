#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include <stddef.h>

/// A text that reports carry with them.
typedef struct {
  /// Content, UTF-8, not ended by a zero.
  const unsigned char *bytes;
  /// Number of bytes.
  size_t count;
} ReportAsset;

/// The style sheet of `report.html`.
ReportAsset report_asset_page_style(void);

/// The script of `report.html`.
ReportAsset report_asset_page_script(void);

/// The style sheet of dossiers and letters.
ReportAsset report_asset_paper_style(void);

#endif
