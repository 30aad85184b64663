import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTable, rowsOf } from '../../../tests/support/tables-on-duckdb.ts'
import { duckDbDialect, openDuckDb } from '../../engine/duckdb/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import { parseRule } from '../settings/key-expression.ts'
import type { ComparisonSettings } from '../settings/schema.ts'
import { blockRuleOf } from './block-rule.ts'
import { type Sides, blockStep, memberStep, pairStep } from './pair-steps.ts'

const columns = ['nik', 'name', 'village', 'birth']
const comparisons: readonly ComparisonSettings[] = [
  { column: 'nik', as: 'nik', frequency: false },
  { column: 'village', as: 'area', prefixes: [6], frequency: false },
  { column: 'birth', as: 'date', format: 'auto', frequency: false },
]
const numberOf = (column: string) => columns.indexOf(column)

function ruleOf(text: string) {
  const parts = parseRule(text)
  if ('unread' in parts) throw new Error(text)
  return blockRuleOf(parts, { comparisons, numberOf, dialect: duckDbDialect })
}

test('parts of a rule share whole numbers of at most 62 bits', () => {
  expect(ruleOf('birth, first_sound(name)').keys.length).toBe(1)
  expect(ruleOf('birth, first_sound(name), last_sound(name)').keys.length).toBe(2)
  expect(ruleOf('nik').keys.length).toBe(1)
  expect(ruleOf('village, birth').isLocal).toBe(true)
  expect(ruleOf('nik, birth').isLocal).toBe(false)
})

const people = fc.array(
  fc.record({
    nik_0: fc.constantFrom(null, 1, 2),
    first_1: fc.constantFrom(null, 7, 8),
    day_3: fc.constantFrom(null, 19800314, 19600101),
  }),
  { maxLength: 14 },
)
type Person = {
  readonly nik_0: number | null
  readonly first_1: number | null
  readonly day_3: number | null
}

test('each pair that a rule makes is made once with all its rules, and a NULL key loses no pair of another rule', async () => {
  await using db = await openDuckDb()
  const plans = ['nik', 'birth, first_sound(name)'].map((text) => ({
    rule: ruleOf(text),
    hasBig: false,
    refinedBy: undefined,
    hasBigger: false,
  }))
  const same = (a: number | null, b: number | null) => a !== null && a === b
  const maskOf = (l: Person, r: Person) =>
    (same(l.nik_0, r.nik_0) ? 1 : 0) + (same(l.first_1, r.first_1) && same(l.day_3, r.day_3) ? 2 : 0)
  await fc.assert(
    fc.asyncProperty(people, fc.nat(8), async (rows, split) => {
      await fillTable(db, 'record', {
        types: {
          rid: 'integer',
          fingerprint: 'bigint',
          nik_0: 'bigint',
          first_1: 'integer',
          day_3: 'integer',
        },
        rows: rows.map((row, rid) => ({ rid, fingerprint: rid, ...row })),
      })
      for (const sides of [{ kind: 'one' }, { kind: 'two', split }, { kind: 'new', split }] as const) {
        const allowed = (a: number, b: number) =>
          sides.kind === 'one' || (sides.kind === 'two' ? a < split && b >= split : b >= split)
        const expected = rows.flatMap((l, a) =>
          rows.flatMap((r, b) =>
            a < b && allowed(a, b) && maskOf(l, r) > 0 ? [{ a, b, m: maskOf(l, r) }] : [],
          ),
        )
        expect(await pairsOf(sides)).toEqual(expected)
        expect(await pairsOf(sides, true)).toEqual(expected)
        for (const [index, { rule }] of plans.entries())
          expect(await countedPairs(rule, sides)).toBe(
            expected.filter(({ m }) => (m & (index + 1)) > 0).length,
          )
      }
    }),
    { numRuns: 40 },
  )

  /** With blocks, as the planner leaves them, and without. */
  async function pairsOf(sides: Sides, withBlocks = false) {
    const blocksOf = (index: number) => ({ table: `block_${index}`, members: `member_${index}` })
    const planned = plans.map((plan, index) => (withBlocks ? { ...plan, blocks: blocksOf(index) } : plan))
    for (const [index, { rule }] of plans.entries()) {
      const { table, members } = blocksOf(index)
      await db.run(`create or replace table ${table} as ${blockStep(table, rule, sides).sql}`)
      await db.run(`create or replace table ${members} as ${memberStep(members, rule, table).sql}`)
    }
    const step = pairStep('made', planned, sides)
    return rowsOf(
      await db.readColumns(`${renderPipeline(pipelineOf([step], step.uses), 'made')} order by a, b`),
    )
  }

  async function countedPairs(rule: ReturnType<typeof ruleOf>, sides: Sides) {
    const { numbers } = await db.readColumns(
      `select coalesce(sum(pairs), 0)::double as n from (${blockStep('b', rule, sides).sql}) b`,
    )
    return numbers('n')[0]
  }
})
