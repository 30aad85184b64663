/** The look of a manual, on the screen and on paper, in the colours of the house. */
export const manualStyle = `
:root { --ink: #2e2925; --soft: #61574e; --line: #e5dccc; --paper: #fdfbf7; --sand: #f8f4ec; --teal: #0e4c4c; --teal-soft: #eaf4f2; --clay: #9a4a1f; --clay-soft: #fbf1ea; --green: #1d6b3a; }
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 'Plus Jakarta Sans', system-ui, 'Noto Sans', sans-serif; }
h1, h2, h3, h4, p, ol, ul, dl, dd { margin: 0; padding: 0 }
a { color: var(--teal) }
code { font: .85em ui-monospace, 'DejaVu Sans Mono', monospace; color: var(--soft) }
.cover { padding: 3rem 1.25rem 2rem; background: var(--teal); color: #fff }
.cover > * { max-width: 72rem; margin-inline: auto }
.cover .book { font-weight: 600; letter-spacing: .02em } .cover .book::first-letter { text-transform: uppercase }
.cover h1 { font-size: clamp(1.9rem, 5vw, 3rem); line-height: 1.1; margin-block: .4rem .8rem; text-wrap: balance }
.cover code { color: inherit }
.cover .generated { margin-top: 1rem; opacity: .85; max-width: 44rem; margin-inline: auto; margin-left: max(0px, calc((100% - 72rem) / 2)) }
nav, main { padding: 1.25rem }
nav h2 { font-size: 1.1rem }
.search { position: sticky; top: 0; background: var(--paper); padding-block: .6rem; z-index: 1 }
.search label { display: block; font-size: .85rem; color: var(--soft) }
.search input { width: 100%; min-height: 2.75rem; padding: 0 .75rem; font: inherit; border: 1px solid #7d7165; border-radius: .5rem; background: #fff }
.search [role=status] { font-size: .85rem; color: var(--soft); min-height: 1.3em }
nav ol { list-style: none }
nav li a { display: flex; justify-content: space-between; gap: 1rem; padding: .2rem 0; text-decoration: none; color: inherit }
nav li a:hover span:first-child { text-decoration: underline }
nav li.chapter { font-weight: 600; margin-top: .5rem; color: var(--teal) }
nav li.entry { padding-left: .9rem; font-size: .9rem; color: var(--soft) }
main > .part { margin-bottom: 2.5rem }
.part > h2 { font-size: 1.5rem; line-height: 1.2; padding-bottom: .5rem; border-bottom: 3px solid var(--teal); margin-bottom: 1rem; text-wrap: balance }
.part > h2 > span { display: block; font-size: .85rem; font-weight: 600; color: var(--teal) }
.chapter-text p, .chapter-text li { max-width: 44rem; margin-bottom: .6rem }
.chapter-text ul, .chapter-text ol { padding-left: 1.4rem }
.section-fact { display: inline-block; background: var(--sand); border-radius: .4rem; padding: .15rem .6rem; margin: 0 .4rem .8rem 0; font-size: .9rem; color: var(--soft) }
.item { background: #fff; border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; margin-bottom: 1rem }
.item:target { outline: 3px solid #1f7a76 }
.item.note { background: var(--sand); padding: .6rem 1.25rem; color: var(--soft) }
.item h3 { font-size: 1.15rem; line-height: 1.3 }
.item .number { color: var(--teal); font-variant-numeric: tabular-nums; margin-right: .25rem }
.tags { display: flex; flex-wrap: wrap; gap: .4rem; align-items: baseline; margin-top: .35rem; font-size: .82rem }
.tags span { background: var(--teal-soft); color: var(--teal); border-radius: 1rem; padding: .05rem .6rem }
.screen { margin-top: .6rem; font-style: italic; color: var(--soft) }
.screen span { font-style: normal; font-size: .8rem; font-weight: 600; margin-right: .3rem }
.facts { margin-top: .6rem; padding: .4rem .8rem; background: var(--sand); border-radius: .5rem; font-size: .92rem }
.facts div { padding-block: .1rem }
.facts dt { color: var(--soft) }
.facts div, .item section, .common section { display: grid; grid-template-columns: 10.5rem 1fr; gap: .1rem .9rem }
.facts div { grid-template-columns: 9.7rem 1fr }
.item section, .common section { margin-top: .55rem }
.item h4, .common h4 { font-size: .86rem; font-weight: 600; color: var(--teal); padding-top: .1rem }
.item section ul, .common section ul { padding-left: 1.1rem }
.common { border-left: 4px solid var(--teal); padding: .2rem 0 .4rem 1rem; margin-bottom: 1.2rem }
.common h3, .quiz h3 { font-size: 1rem; color: var(--teal) }
.item section ul.codes { list-style: none; padding: 0; display: grid; gap: .1rem .8rem }
.item section ul.codes.long { grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)) }
.codes li { display: flex; align-items: baseline }
.codes code { flex: none; min-width: 1.6rem; padding-inline: .3rem; background: var(--sand); border-radius: .3rem; text-align: center; margin-right: .5rem }
.item .rightExamples h4 { color: var(--green) } .item .wrongExamples h4 { color: var(--clay) }
.quiz { background: var(--clay-soft); border-radius: .75rem; padding: 1rem 1.25rem }
.quiz ol { padding-left: 1.5rem; margin-block: .4rem } .quiz .answer { color: var(--clay); font-weight: 600 } .quiz li { margin-bottom: .3rem }
.table { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line) }
th { font-size: .85rem; color: var(--soft) }
.retrain { white-space: nowrap; background: var(--clay-soft); color: var(--clay); border-radius: 1rem; padding: .05rem .6rem; font-size: .82rem; font-weight: 600 }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 22rem 1fr; grid-template-rows: auto 1fr }
  .cover { grid-column: 1 / -1 }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-right: 1px solid var(--line) }
  main { padding: 2rem 2.5rem; max-width: 60rem }
}
@media (max-width: 32rem) { .facts div, .item section, .common section { grid-template-columns: 1fr } nav ol { max-height: 45vh; overflow-y: auto } }
@media screen { nav .page { display: none } }
@media print {
  @page { margin: 20mm 18mm 20mm }
  @page :first { margin: 0; @bottom-left { content: none } @bottom-right { content: none } }
  html { font-size: 9.8pt }
  body { font-size: 1rem; line-height: 1.5; background: none; display: block }
  .cover { height: 297mm; padding: 78mm 24mm 24mm; break-after: page; print-color-adjust: exact }
  .cover h1 { font-size: 34pt } .cover .book { font-size: 13pt } .cover .generated { margin: 14mm 0 0; max-width: 110mm }
  nav, main { padding: 0 } .search, script { display: none }
  nav { break-after: page } nav h2 { font-size: 20pt; color: var(--teal); margin-bottom: 5mm }
  nav li a { padding: .6mm 0 } nav li.entry { font-size: 8.6pt }
  nav li.chapter { break-after: avoid; margin-top: 3mm }
  nav .page { min-width: 8mm; text-align: end; font-variant-numeric: tabular-nums }
  main > .part { break-before: page; margin-bottom: 0 } main > .part:first-child { break-before: auto }
  .part > h2 { font-size: 19pt }
  .item { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 4mm 0 3mm; margin: 0; background: none }
  .item.note { padding: 2mm 3mm; border: 0; print-color-adjust: exact }
  .item header, .quiz h3 { break-after: avoid } .item header { break-inside: avoid }
  .item section, .facts, .screen, .quiz li, tr { break-inside: avoid } .codes li { break-inside: avoid }
  .item h3 { font-size: 12pt }
  .quiz { box-decoration-break: clone; -webkit-box-decoration-break: clone } 
  .item section ul.codes.long { grid-template-columns: repeat(2, 1fr) }
  .facts div, .item section, .common section { grid-template-columns: 36mm 1fr; gap: 0 4mm } .facts div { grid-template-columns: 33mm 1fr }
  nav ol { columns: 2; column-gap: 10mm } nav li { break-inside: avoid }
  main > .chapter-text + .chapter-text { break-before: auto; margin-top: 9mm }
  .facts, .common { print-color-adjust: exact }
  .tags span, .quiz, .codes code, .section-fact { print-color-adjust: exact }
  .quiz { margin-top: 5mm } a { color: inherit; text-decoration: none }
}
`
