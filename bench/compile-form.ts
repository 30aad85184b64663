import { readFileSync } from 'node:fs'
import { compileForm } from '../src/questionnaire/index.ts'
import { readWorkbook } from '../src/sheets/index.ts'

/**
 * Median time in milliseconds from the bytes of an XLSForm to its XForm, of 21 runs in one process after three that warm
 * up. `node bench/compile-form.ts FORM.xlsx …`; without a form, one of 600 made rows.
 *
 * Measured on two cores (2026-11): the 592 rows of ODK's whova form, 103 ms; pyxform 4.5.0 without validation on the
 * same machine (Python 3.11, median of 7): 318 ms.
 */
const files = process.argv.slice(2)
const forms = files.length > 0 ? files.map((name) => ({ name, bytes: readFileSync(name) })) : [madeForm(600)]

for (const form of forms) {
  const times = Array.from({ length: 24 }, () => timeOf(form))
    .slice(3)
    .toSorted((a, b) => a - b)
  console.log(JSON.stringify({ form: form.name, medianMilliseconds: Math.round(times[10] ?? 0) }))
}

function timeOf(form: { readonly name: string; readonly bytes: Uint8Array }): number {
  const start = performance.now()
  compileForm(readWorkbook(form).workbook, { lenient: true })
  return performance.now() - start
}

function madeForm(rows: number): { readonly name: string; readonly bytes: Uint8Array } {
  const questions = Array.from(
    { length: rows },
    (_, index) =>
      `| | integer | q${index} | Q | A \${q0} | \${q${Math.max(0, index - 1)}} > ${index} | . < 100 |`,
  )
  const heading =
    '| survey | type | name | label::Bahasa (id) | label::English (en) | relevant | constraint |'
  return { name: `${rows}-rows.md`, bytes: Buffer.from([heading, ...questions].join('\n')) }
}
