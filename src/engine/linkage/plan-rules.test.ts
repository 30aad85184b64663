import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LinkagePlan, pairStep, parseSettings, planLinkage } from '../../linkage/index.ts'
import { type DuckDb, duckDbDialect, openDuckDb } from '../duckdb/index.ts'
import { findPairs, makePairs, placedRules } from './make-pairs.ts'
import { countRules } from './plan-rules.ts'

/** So many that the planner looks at some of them only. */
const records = 400_000
const sides = { kind: 'one' } as const
let db: DuckDb
let plan: LinkagePlan

beforeAll(async () => {
  const parsed = parseSettings({
    comparisons: [
      { column: 'card', as: 'digits' },
      { column: 'born', as: 'date' },
      { column: 'sex', as: 'exact' },
    ],
    blocking: ['card', 'last(card, 4), born', 'born, sex, last(card, 2)', 'card, year(born)'],
  })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.issues))
  plan = planLinkage(parsed.settings, duckDbDialect)
  db = await openDuckDb()
  // 5,000 of them hold one card, 1,500 another one, every other card is held twice.
  await db.run(
    `create table source as select range as number, (range * 7919) % ${records} as place from range(${records})`,
  )
  await db.run(`create table record as select cast(number as integer) as rid,
    ${plan.features.map(({ name, column }) => `${valueOf(name, column)} as ${name}`).join(', ')} from source`)
})
afterAll(async () => await db[Symbol.asyncDispose]())

function valueOf(name: string, column: string): string {
  const card = `case when place < 5000 then 1 when place < 6500 then 2 else 100 + place // 2 end`
  const day = `19800101 + 100 * (place // 2 % 12) + place // 24 % 28 + 10000 * (place * 31 % 59)`
  if (column === 'card') return `cast(${card} as bigint)`
  if (name.startsWith('year')) return `cast((${day}) // 10000 as integer)`
  if (column === 'born') return `cast(${day} as integer)`
  return `cast(place // 3 % 2 as bigint)`
}

test('a block over the cap is found among few records and counted whole; one below it is left alone', async () => {
  const { rules } = await countRules(db, { plan, rules: plan.rules, sides, records })
  expect(rules[0]).toMatchObject({ splitBy: 'born', plan: { hasBig: true } })
  const { numbers } = await db.readColumns('select records from big_0')
  expect([...numbers('records')]).toEqual([5000])
})

test('what is estimated comes near what is made, and threads find the pairs that joins do', async () => {
  const counted = await countRules(db, { plan, rules: plan.rules, sides, records })
  const made = await makePairs(db, { name: 'joined', counted, sides, records })
  const whole = placedRules(counted).filter(({ plan: { hasBig } }) => !hasBig)
  await findPairs(db, db.readKeys, whole, { name: 'found', counted, sides, records })
  await db.run(`create table whole as ${pairStep('whole', whole, sides).sql}`)
  const { rowCount } = await db.readColumns(`
    (select a, b, m from found except all select a, b, m from whole)
    union all (select a, b, m from whole except all select a, b, m from found)`)
  expect(rowCount).toBe(0)
  const { numbers } = await db.readColumns('select count(*) as pairs from found')
  expect(numbers('pairs')[0]).toBeGreaterThan(100_000)
  made.forEach(({ pairs }, index) => {
    const estimate = counted.rules[index]?.pairs ?? 0
    expect(Math.abs(estimate - pairs)).toBeLessThan(0.25 * pairs + 30_000)
  })
})
