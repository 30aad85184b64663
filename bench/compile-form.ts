import { readFileSync, writeFileSync } from 'node:fs'
import { compileForm } from '../src/questionnaire/index.ts'
import { readWorkbook } from '../src/sheets/index.ts'

/**
 * Median time in milliseconds, wall and CPU, from the bytes of an XLSForm to its XForm, of 21 runs in one process after
 * three that warm up. `node bench/compile-form.ts FORM.xlsx …`; without a form, one of 600 made rows, which `--save FILE.md`
 * writes for `bench/compile-form-pyxform.py`, that times pyxform (pip install pyxform) on the same files.
 *
 * Measured on two cores that others used as well (2026-11), wall and CPU: 600 made rows 122 and 61 ms, pyxform 4.5.0 390
 * and 181 ms (Python 3.11); the 592 rows of ODK's whova form 287 and 115 ms, pyxform 655 and 275 ms.
 */
const saved = process.argv[2] === '--save' ? process.argv[3] : undefined
const files = saved === undefined ? process.argv.slice(2) : []
const forms = files.length > 0 ? files.map((name) => ({ name, bytes: readFileSync(name) })) : [madeForm(600)]
if (saved !== undefined) writeFileSync(saved, madeForm(600).bytes)

for (const form of forms) {
  const times = Array.from({ length: 24 }, () => timeOf(form)).slice(3)
  console.log(
    JSON.stringify({
      form: form.name,
      medianMilliseconds: median(times.map(({ wall }) => wall)),
      medianCpuMilliseconds: median(times.map(({ cpu }) => cpu)),
    }),
  )
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}

function timeOf(form: { readonly name: string; readonly bytes: Uint8Array }) {
  const [start, before] = [performance.now(), process.cpuUsage()]
  compileForm(readWorkbook(form).workbook, { lenient: true })
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - start, cpu: (user + system) / 1000 }
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
