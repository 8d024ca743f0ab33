/// How the book looks on screen and on A4 paper.
enum BookStyle {
  static let css = """
    :root { --ink: #1c2329; --soft: #5a6570; --line: #d5dae0; --wash: #f5f7f9; --accent: #1f4e79; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 54rem; color: var(--ink); background: #fff;
      font: 16px/1.55 "Noto Serif", "Source Serif 4", "Times New Roman", "Liberation Serif", serif; }
    h1, h2, h3, dt, th, .tag, nav { font-family: "Noto Sans", "Segoe UI", Arial, "Liberation Sans", sans-serif; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
    h2 { font-size: 1.45rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--accent); }
    h3 { font-size: 1.1rem; line-height: 1.35; margin: 0 0 .6rem; }
    h3 code { font-weight: normal; font-size: .8rem; color: var(--soft); margin-left: .3rem; }
    p { margin: .5rem 0; }
    a { color: var(--accent); text-decoration: none; }
    a:hover { text-decoration: underline; }
    .sentence a { color: inherit; border-bottom: 1px dotted var(--soft); }
    code { font: .85em "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: break-word; }
    .remark { color: var(--soft); font-size: .9rem; }
    .tag { display: inline-block; padding: 0 .5rem; margin-right: .4rem; border-radius: .25rem; font-size: .78rem;
      line-height: 1.6; border: 1px solid var(--line); background: var(--wash); }
    .tag.violation { background: #fbe9e7; border-color: #e0b4ae; }
    .tag.indicator { background: #fff6e0; border-color: #e3d0a0; }
    .tag.gate { background: #e8f1f8; border-color: #b4cde0; }
    .tag.draft, .tag.out { background: #444; border-color: #444; color: #fff; }
    .rule { margin: 1.5rem 0; padding: 1rem 1.2rem 1.1rem; border: 1px solid var(--line); border-radius: .4rem; }
    .sentence { margin: .7rem 0; padding: .5rem .9rem; background: var(--wash); border-left: 4px solid var(--accent); }
    .sentence p, .sentence div { margin: .2rem 0; }
    .sentence ul { margin: .2rem 0; padding-left: 1.3rem; }
    dl { display: grid; grid-template-columns: 11rem 1fr; gap: .35rem 1rem; margin: .7rem 0; }
    dt { font-size: .82rem; font-weight: 600; color: var(--soft); padding-top: .12rem; }
    dd { margin: 0; }
    table { width: 100%; border-collapse: collapse; margin: .7rem 0 1rem; font-size: .88rem; line-height: 1.4; }
    th { text-align: left; font-size: .78rem; background: var(--wash); }
    th:first-child, td:first-child { min-width: 8.5rem; }
    th, td { padding: .3rem .5rem; border: 1px solid var(--line); vertical-align: top; }
    td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
    nav.contents { margin: 2rem 0; }
    nav.contents h2 { margin-top: 0; }
    nav.contents > ol { list-style: none; padding-left: 0; }
    nav.contents > ol > li { margin-bottom: .6rem; font-weight: 600; }
    nav.contents ol ol { font-weight: normal; font-size: .88rem; list-style: none; padding-left: 0; columns: 2;
      column-gap: 2rem; }
    nav.contents ol ol li { break-inside: avoid; padding: .08rem 0; }
    @media (max-width: 40rem) {
      dl { grid-template-columns: 1fr; gap: 0 0; } dd { margin-bottom: .4rem; }
      nav.contents ol ol { columns: 1; } table { display: block; overflow-x: auto; }
    }
    @page { size: A4; margin: 18mm 16mm 18mm; @bottom-center { content: counter(page); font-size: 9pt; } }
    @media print {
      body { max-width: none; padding: 0; font-size: 10pt; }
      h2 { break-before: page; margin-top: 0; }
      h2#reading { break-before: auto; margin-top: 1.5rem; }
      h2, h3, .remark { break-after: avoid; }
      .rule { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .6rem 0; margin: .9rem 0; }
      .rule > header, .sentence, tr, dt, dd { break-inside: avoid; }
      thead { display: table-header-group; }
      a { color: inherit; }
      .sentence, .tag, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    }
    """
}
