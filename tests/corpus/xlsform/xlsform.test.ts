import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isError } from '../../../src/kernel/index.ts'
import { compileForm } from '../../../src/questionnaire/index.ts'
import { readWorkbook } from '../../../src/sheets/index.ts'
import { judgeCase } from './judge-case.ts'
import { knownGap, knownGaps, leftOutBecause } from './known-gaps.ts'
import { loadInEngine } from './load-in-engine.ts'
import { sameXform } from './same-xform.ts'
import { folder, present, readCases, source, topicOf } from './xlsform-case.ts'

const cases = present ? readCases() : []
const ours = cases.filter((given) => leftOutBecause(given) === undefined)
const judged = ours.map((given) => ({ given, ...judgeCase(given) }))

describe.skipIf(!present)(`the corpus of XLSForms (${source})`, () => {
  const topics = Map.groupBy(judged, ({ given }) => topicOf(given))

  test.each([...topics])('%s: every case passes but for known gaps', (_, within) => {
    const failed = within.filter(({ given, faults }) => faults.length > 0 && knownGap(given) === undefined)
    expect(failed.map(({ given, faults }) => [given.test, given.md, ...faults])).toEqual([])
  })

  const gaps = judged.filter(({ given }) => knownGap(given) !== undefined)
  test.fails.each(
    gaps.map(({ given, faults }) => [given.test.split('::').at(-1), knownGap(given), faults] as const),
  )('known gap %s: %s', (_name, _reason, faults) => expect(faults).toEqual([]))

  test('every known gap is one, and more than 97 of 100 cases pass', () => {
    expect(gaps.length).toBeGreaterThanOrEqual(knownGaps.length)
    const passed = judged.filter(({ faults }) => faults.length === 0).length
    process.stderr.write(`${tableByTopic()}\n`)
    expect(passed / judged.length).toBeGreaterThan(0.97)
  })

  test('what the compiler makes says the same as what the reference implementation makes', () => {
    const compared = judged.filter(({ given, xform }) => xform !== undefined && given.xform !== undefined)
    const different = compared.filter(({ given, xform = '' }) => !sameXform(xform, given.xform ?? ''))
    expect(compared.length).toBeGreaterThan(600)
    expect(
      different.map(({ given }) => given.test).filter((name) => !name.endsWith('custom_col_calc')),
    ).toEqual([])
  })

  test('every form that is accepted loads in the engine of ODK', async () => {
    const failed: (readonly [string, string])[] = []
    for (const { given, xform } of judged) {
      const fault = xform === undefined ? undefined : await loadInEngine(xform)
      if (fault !== undefined) failed.push([given.test.split('::').at(-1) ?? '', fault])
    }
    expect(failed).toEqual([
      ['test_area', "Function 'enclosed-area' is not defined."],
      ['test_media_from_reference', 'Invalid URL'],
    ])
  })

  const files = present ? readdirSync(folder).filter((name) => name.endsWith('.xlsx')) : []

  test.each(files)('%s builds when read leniently, or is refused with cells to mend', async (name) => {
    const { workbook } = readWorkbook({ name, bytes: readFileSync(`${folder}/${name}`) })
    const { xform, issues } = compileForm(workbook, { lenient: true })
    const errors = issues.filter(isError)
    expect(xform === undefined).toBe(errors.length > 0)
    expect(errors.filter(({ where }) => where.sheet === undefined || where.row === undefined)).toEqual([])
    expect(xform === undefined ? undefined : await loadInEngine(xform)).toBeUndefined()
  })
})

function tableByTopic(): string {
  const rows = [...Map.groupBy(cases, topicOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([topic, within]) => {
      const left = within.filter((given) => leftOutBecause(given) !== undefined)
      const [first] = left
      const passed = judged.filter(
        ({ given, faults }) => topicOf(given) === topic && faults.length === 0,
      ).length
      return [
        topic,
        passed,
        within.length - left.length - passed,
        left.length,
        (first && leftOutBecause(first)) ?? '',
      ]
    })
  return [['topic', 'passed', 'failed', 'left out', 'because'], ...rows]
    .map((row) => row.join('\t'))
    .join('\n')
}
