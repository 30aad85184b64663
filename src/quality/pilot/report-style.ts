/** For the screen and for A4. */
export const reportStyle = `
body { font: 15px/1.5 "Plus Jakarta Sans", system-ui, sans-serif; color: #1d1a17; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 2px solid #12615f } h3 { font-size: 1rem; margin: 1rem 0 0 }
.lead { color: #61574e; margin: .25rem 0 0 } section { break-inside: auto } article { break-inside: avoid } article p, article ul { margin: .2rem 0 }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0 } dt { font-size: .8rem; color: #61574e } dd { margin: 0; font-size: 1.3rem; font-weight: 700 }
.verdict { padding: .6rem .8rem; border-left: 5px solid #7d7165; background: #f8f4ec } .verdict.go { border-color: #38642a } .verdict.go_with_changes { border-color: #7f5606 } .verdict.no_go { border-color: #9c2c22 }
.signed, em { font-size: .85rem; color: #61574e } .drop, .failed td:last-child { color: #9c2c22 } .reword, .not_measured td:last-child { color: #7f5606 } .train { color: #3a4688 } .passed td:last-child { color: #38642a }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .85rem } th { text-align: left; font-weight: 600; border-bottom: 1.5px solid #61574e; vertical-align: bottom }
td, th { padding: .25rem .4rem; border-bottom: 1px solid #e5dccc } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } tr { break-inside: avoid } thead { display: table-header-group } code { font-size: .95em }
@page wide { size: A4 landscape } @media print { body { font-size: 10pt; margin: 0; max-width: none; padding: 0 } .scroll { overflow: visible } .wide { page: wide } .wide table { font-size: 7.5pt } }
`
