import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trialColumns, trialPeople } from '../../demo/index.ts'
import {
  type LinkagePlan,
  type Model,
  indonesiaSettings,
  levelSteps,
  levelsOfPattern,
  parseSettings,
  patternCountStep,
  planLinkage,
} from '../../linkage/index.ts'
import { pipelineOf, quoteText, renderPipeline } from '../../sql/index.ts'
import { type DuckDb, duckDbDialect, openDuckDb } from '../duckdb/index.ts'
import { learnModel } from './learn.ts'
import { makePairs } from './make-pairs.ts'
import { countRules } from './plan-rules.ts'
import { prepareRecords, readSources } from './prepare.ts'

/** The bench asks for a million. */
const rows = Number(process.env['MUTAKHIR_LEARN_ROWS'] ?? 30_000)
/** Strangers are one record in so many with another one in so many. */
const apart = Math.round(rows / 750)
let folder = ''
let db: DuckDb
let plan: LinkagePlan
let model: Model

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-learn-'))
  const file = join(folder, 'people.csv')
  const lines = [trialColumns, ...trialPeople({ rows, seed: 11 })].map((row) => row.join(','))
  await writeFile(file, lines.join('\n'))
  const parsed = parseSettings(indonesiaSettings)
  if (parsed.kind === 'refused') throw new Error('refused')
  plan = planLinkage(parsed.settings, duckDbDialect)
  db = await openDuckDb()
  await readSources(db, plan, [file])
  await prepareRecords(db, plan)
  await db.run(
    `create table truth as select person_id, true_person from read_csv(${quoteText(file)}, header = true, all_varchar = true)`,
  )
  const sides = { kind: 'one' } as const
  const counted = await countRules(db, { plan, rules: plan.rules, sides, records: rows })
  const rules = await makePairs(db, { name: 'made', counted, sides, records: rows })
  model = await learnModel(db, { plan, sides, records: rows, rules, pairs: 'made' })
}, 600_000)
afterAll(async () => {
  await db[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** Shares of the levels among pairs of the table `counted_pair`, by comparison, where no value is missing. */
async function sharesOf(pairs: string): Promise<readonly (readonly number[])[]> {
  await db.run(`create or replace table counted_pair as ${pairs}`)
  const steps = [
    ...levelSteps('counted_pair', { comparisons: plan.comparisons, dialect: db.dialect }),
    patternCountStep(plan.comparisons),
  ]
  const { numbers } = await db.readColumns(
    renderPipeline(pipelineOf(steps, ['record', 'counted_pair']), 'pattern_count'),
  )
  const sums = plan.comparisons.map(({ levels }) => levels.map(() => 0))
  numbers('pattern').forEach((pattern, row) => {
    levelsOfPattern(pattern, plan.comparisons).forEach((level, index) => {
      if (level > 0) sums[index]![level]! += numbers('count')[row]!
    })
  })
  return sums.map((counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return counts.map((count) => count / total)
  })
}

/** The largest difference between a learnt share and the true one. */
function worst(which: 'm' | 'u', truth: readonly (readonly number[])[]): number {
  const differences = model.comparisons.flatMap((comparison, index) =>
    comparison[which].map((share, level) => Math.abs(share - truth[index]![level]!)),
  )
  return Math.max(...differences)
}

describe('a model learnt without labels', () => {
  test('has the m of the true pairs within .02', async ({ annotate }) => {
    const truth = await sharesOf(`
      select least(l.rid, r.rid) as a, greatest(l.rid, r.rid) as b, 0::bigint as m
      from truth t join truth o on o.true_person = t.true_person and o.person_id > t.person_id
      join record l on l.id = t.person_id join record r on r.id = o.person_id`)
    await annotate(`m off by at most ${worst('m', truth).toFixed(4)}`)
    expect(worst('m', truth)).toBeLessThan(0.02)
  })

  test('has the u of strangers within .02', async ({ annotate }) => {
    const truth = await sharesOf(`
      select least(l.rid, r.rid) as a, greatest(l.rid, r.rid) as b, 0::bigint as m from record l join record r on l.rid % ${apart} = 3 and r.rid % ${apart} = 21`)
    await annotate(`u off by at most ${worst('u', truth).toFixed(4)}`)
    expect(worst('u', truth)).toBeLessThan(0.02)
  })

  test('knows how many duplicates there are', async () => {
    const { numbers } = await db.readColumns(
      'select (count(*) - count(distinct true_person))::double as n from truth',
    )
    expect(model.matches.all / numbers('n')[0]!).toBeGreaterThan(0.95)
    expect(model.matches.all / numbers('n')[0]!).toBeLessThan(1.05)
  })
})
