#include "ReportAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char page_style[] = {
#embed "page.css"
};
static const unsigned char view_script[] = {
#embed "view.js"
};
static const unsigned char paper_style[] = {
#embed "paper.css"
};

ReportAsset report_asset_page_style(void) { return (ReportAsset){page_style, sizeof page_style}; }

ReportAsset report_asset_page_script(void) { return (ReportAsset){view_script, sizeof view_script}; }

ReportAsset report_asset_paper_style(void) { return (ReportAsset){paper_style, sizeof paper_style}; }
