import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Language } from '../../../kernel/index.ts'
import type { LinkEvaluation } from '../evaluate/evaluate-links.ts'
import { linkageIssue } from '../issues.ts'
import type { LinkageRefused } from '../request.ts'
import { readRunReport } from './read-report.ts'
import { renderLinkReport } from './render-report.ts'

export type LinkReportRequest = {
  /** `clusters.parquet` or `links.parquet` of a run. */
  readonly clusters: string
  readonly evaluation?: LinkEvaluation | undefined
  readonly language: Language
  readonly outFile: string
}

/** Writes the report of a run as one HTML file. */
export async function writeLinkReport(
  request: LinkReportRequest,
): Promise<{ readonly kind: 'written' } | LinkageRefused> {
  const folder = dirname(request.clusters)
  const report = await readRunReport(folder)
  if (report === undefined) {
    const text = {
      id: 'Di samping berkas ini tidak ada run.json dan model/ dari satu hasil pemadanan. Jalankan lagi link dedupe atau link match.',
      en: 'Beside this file there are no run.json and model/ of a run. Run link dedupe or link match again.',
    }
    return { kind: 'refused', issues: [linkageIssue('run_missing', { file: folder }, {}, text)] }
  }
  await writeFile(request.outFile, renderLinkReport(report, request.evaluation, request.language))
  return { kind: 'written' }
}
