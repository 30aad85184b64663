import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTable, rowsOf } from '../../../tests/support/tables-on-duckdb.ts'
import { duckDbDialect, openDuckDb } from '../../engine/duckdb/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import { parseRule } from '../settings/key-expression.ts'
import type { ComparisonSettings } from '../settings/schema.ts'
import { blockRuleOf } from './block-rule.ts'
import { type Sides, blockStep, chunkStep, pairStep, plannedRecordStep } from './pair-steps.ts'

const columns = ['nik', 'name', 'village', 'birth', 'price']
const comparisons: readonly ComparisonSettings[] = [
  { column: 'nik', as: 'nik', frequency: false },
  { column: 'village', as: 'area', prefixes: [6], frequency: false },
  { column: 'birth', as: 'date', format: 'auto', frequency: false },
  { column: 'price', as: 'number', within: [1], relative: false, frequency: false },
]
const numberOf = (column: string) => columns.indexOf(column)

const reader = { comparisons, numberOf, dialect: duckDbDialect }

function ruleOf(text: string) {
  const parts = parseRule(text)
  if ('unread' in parts) throw new Error(text)
  return blockRuleOf(parts, reader)
}

test('parts of a rule share whole numbers of at most 62 bits', () => {
  expect(ruleOf('birth, first_sound(name)').keys.length).toBe(1)
  expect(ruleOf('birth, first_sound(name), last_sound(name)').keys.length).toBe(2)
  expect(ruleOf('nik').keys.length).toBe(1)
  expect(ruleOf('village, birth').isLocal).toBe(true)
  expect(ruleOf('nik, birth').isLocal).toBe(false)
})

test('a key says which feature it is where nothing is added to it or taken away', () => {
  expect(['nik', 'birth', 'last(nik, 4)', 'nik, birth', 'price'].map((text) => ruleOf(text).equal)).toEqual([
    'nik_0',
    'day_3',
    undefined,
    undefined,
    undefined,
  ])
})

const people = fc
  .array(
    fc.record({
      nik_0: fc.constantFrom(null, 1, 2),
      first_1: fc.constantFrom(null, 7, 8),
      day_3: fc.constantFrom(null, 19800314, 19600101, 19600102),
    }),
    { maxLength: 14 },
  )
  .map((rows) =>
    rows.map((row) => ({ ...row, year_3: row.day_3 === null ? null : Math.floor(row.day_3 / 10_000) })),
  )
type Person = {
  readonly nik_0: number | null
  readonly first_1: number | null
  readonly day_3: number | null
  readonly year_3: number | null
}

test('each pair that a rule makes is made once with all its rules, and a NULL key loses no pair of another rule', async () => {
  await using db = await openDuckDb()
  const rules = ['nik', 'birth, first_sound(name)', 'nik, year(birth)', 'nik, birth'].map((text, index) => ({
    plan: { rule: ruleOf(text), hasBig: false, refinedBy: undefined, hasBigger: false },
    index,
    number: String(index),
  }))
  const same = (a: number | null, b: number | null) => a !== null && a === b
  const maskOf = (l: Person, r: Person) =>
    (same(l.nik_0, r.nik_0) ? 1 : 0) +
    (same(l.first_1, r.first_1) && same(l.day_3, r.day_3) ? 2 : 0) +
    (same(l.nik_0, r.nik_0) && same(l.year_3, r.year_3) ? 4 : 0) +
    (same(l.nik_0, r.nik_0) && same(l.day_3, r.day_3) ? 8 : 0)
  await fc.assert(
    fc.asyncProperty(people, fc.nat(8), async (rows, split) => {
      await fillTable(db, 'record', {
        types: {
          rid: 'integer',
          fingerprint: 'bigint',
          nik_0: 'bigint',
          first_1: 'integer',
          day_3: 'integer',
          year_3: 'integer',
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
        for (const chunk of [0, 1])
          expect(await pairsOf(sides, chunk, 2)).toEqual(expected.filter(({ a }) => a % 2 === chunk))
        for (const { plan, index } of rules)
          expect(await countedPairs(plan.rule, sides)).toBe(
            expected.filter(({ m }) => (m & (1 << index)) > 0).length,
          )
      }
    }),
    { numRuns: 40 },
  )

  async function pairsOf(sides: Sides, chunk = 0, of = 1) {
    const steps = [pairStep('pair', rules, sides), chunkStep('chunk', 'pair', { chunk, of })]
    const pairs = renderPipeline(pipelineOf(steps, ['record']), 'chunk')
    return rowsOf(await db.readColumns(`${pairs} order by a, b`))
  }

  async function countedPairs(rule: ReturnType<typeof ruleOf>, sides: Sides) {
    const { numbers } = await db.readColumns(
      `select coalesce(sum(pairs), 0)::double as n from (${blockStep('b', rule, sides).sql}) b`,
    )
    return numbers('n')[0]
  }
})

test('among a few records a crowded key shows itself wherever it stands, and the others speak for all pairs', async () => {
  await using db = await openDuckDb()
  await db.run(`create table record as select cast(range as integer) as rid,
    case when range % 31 = 0 then 5 when range between 200000 and 201999 then 6 else 100 + range // 40 end as nik_0 from range(600000)`)
  await db.run(`create table planned_record as ${plannedRecordStep(31, [ruleOf('nik')]).sql}`)
  const blocks = (from: string, least: number) =>
    db.readColumns(`select count(*) filter (where records >= ${least}) as crowded,
      sum(pairs) filter (where records < ${least})::double as pairs
      from (${blockStep('b', ruleOf('nik'), { kind: 'one' }, { from }).sql}) b`)
  const [all, some] = [await blocks('record', 1900), await blocks('planned_record', 24)]
  expect(all.numbers('crowded')[0]).toBe(2)
  expect(some.numbers('crowded')[0]).toBe(2)
  expect(((some.numbers('pairs')[0] ?? 0) * 31 ** 2) / (all.numbers('pairs')[0] ?? 1)).toBeCloseTo(1, 0.7)
})
