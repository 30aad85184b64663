import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resourceUsage } from 'node:process'
import { evaluateLinks, linkFiles } from '../../src/engine/index.ts'
import { indonesiaSettings } from '../../src/linkage/index.ts'

/** One run over raw rows, from file to clusters: `node mutakhir-run.ts FILE MEMORY`; prints one line of JSON. */
const [file = '', memoryLimit = '4GB'] = process.argv.slice(2)
const out = mkdtempSync(join(tmpdir(), 'mutakhir-bench-'))
const settings = { ...indonesiaSettings, truth: { column: 'true_person' } }

const before = resourceUsage()
const started = performance.now()
const linked = await linkFiles({ left: file, settings, out, duckdb: { threads: 2, memoryLimit } })
const wall = (performance.now() - started) / 1000
const after = resourceUsage()
if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))

const seconds = Object.values(linked.report.seconds)
const raw = (linked.report.seconds['read'] ?? 0) + (linked.report.seconds['normalise'] ?? 0)
const evaluated = await evaluateLinks({ clusters: join(out, 'clusters.parquet'), duckdb: { memoryLimit } })
rmSync(out, { recursive: true })
const { precision, recall, f1 } =
  evaluated.kind === 'evaluated' ? evaluated.pairs : { precision: 0, recall: 0, f1: 0 }
console.log(
  JSON.stringify({
    variant: 'mutakhir',
    wall: rounded(wall),
    /** Without reading and normalising, which Splink's clock does not hold either. */
    matching: rounded(seconds.reduce((sum, value) => sum + value, 0) - raw),
    cpu: rounded((after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6),
    rss_gb: rounded(after.maxRSS / 1e6),
    phases: linked.report.seconds,
    pairs: linked.report.pairs,
    precision: rounded(precision, 4),
    recall: rounded(recall, 4),
    f1: rounded(f1, 4),
  }),
)

function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
