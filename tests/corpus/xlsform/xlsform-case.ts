import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Workbook, parseMarkdown } from '../../../src/sheets/index.ts'

const corpus =
  process.env['MUTAKHIR_CORPUS'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))
export const folder = `${corpus}/xlsform`
export const present = existsSync(folder)
export const source = present ? folder : `skipped: ${folder} not found`

const texts = z.array(z.string()).default([])

const caseSchema = z.object({
  test: z.string(),
  md: z.string().optional(),
  /** Sheets as lists of rows, where Markdown cannot say it. */
  ss: z.record(z.string(), z.array(z.record(z.string(), z.string()))).optional(),
  name: z.string().default('test_name'),
  errored: z.boolean().default(false),
  error__contains: texts,
  warnings__contains: texts,
  xml__xpath_match: texts,
  xml__xpath_count: z.array(z.tuple([z.string(), z.number()])).default([]),
  xml__xpath_exact: z.array(z.tuple([z.string(), z.array(z.string())])).default([]),
  xml__contains: texts,
  xml__excludes: texts,
  model__contains: texts,
  model__excludes: texts,
  instance__contains: texts,
  itext__contains: texts,
  itext__excludes: texts,
  /** What the reference implementation makes of it. */
  xform: z.string().optional(),
})

export type XlsformCase = z.infer<typeof caseSchema>

export function readCases(): readonly XlsformCase[] {
  const lines = readFileSync(`${folder}/xlsform-cases.jsonl`, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => caseSchema.parse(JSON.parse(line)))
}

/** `range` of `tests/test_range.py::…`. */
export function topicOf({ test }: XlsformCase): string {
  return test.replace(/^tests\/(entities\/)?(test_)?/, '').replace(/\.py.*$/, '')
}

export function workbookOf({ md, ss }: XlsformCase): Workbook {
  if (md !== undefined) return parseMarkdown(md)
  const sheets = Object.entries(ss ?? {}).map(([name, rows]) => {
    const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const cells = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
    return {
      name,
      rows: cells.map((line, index) => ({
        sheet: name,
        number: index + 1,
        cells: line.map((text) => ({ text, kind: text === '' ? ('empty' as const) : ('text' as const) })),
      })),
    }
  })
  return { sheets }
}
