import { z } from 'zod'
import { type AccountId, type AreaId, type Json, areaIdSchema, plainDateSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import { type Db, csvLine } from '../database.ts'

export type NewLinkageRun = {
  readonly runId: string
  readonly areaId: AreaId
  readonly asOf: string
  readonly snapshotSha256: string
  readonly settings: Json
  readonly model: Json
  /** The run that trained the model: this one, or an earlier one. */
  readonly trainedBy: string
  readonly shift: number
  readonly reviewers: 1 | 2
  readonly report: Json
  readonly createdBy: AccountId | undefined
}

export const createLinkageRun =
  (run: NewLinkageRun) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into linkage_run (run_id, area_id, as_of, snapshot_sha256, settings, model, trained_by, shift, reviewers, report, created_by)
    values (${run.runId}, ${run.areaId}, ${run.asOf}, ${run.snapshotSha256}, ${JSON.stringify(run.settings)}::jsonb, ${JSON.stringify(run.model)}::jsonb,
            ${run.trainedBy}, ${run.shift}, ${run.reviewers}, ${JSON.stringify(run.report)}::jsonb, ${run.createdBy ?? null})`)
  }

const runRow = z.object({
  runId: z.string(),
  areaId: areaIdSchema,
  asOf: plainDateSchema,
  settings: z.json(),
  model: z.json(),
  trainedBy: z.string(),
  shift: z.number(),
  reviewers: z.union([z.literal(1), z.literal(2)]),
  report: z.json(),
  at: z.string(),
  by: z.string(),
})
export type LinkageRun = z.infer<typeof runRow>

const runs = sql`
  select run_id as "runId", area_id as "areaId", as_of as "asOf", settings, model, trained_by as "trainedBy", shift, reviewers, report,
         recorded_at as at, coalesce(who.display_name, '') as by
    from linkage_run left join account_label who on who.account_id = created_by`

export const findLinkageRun =
  (runId: string) =>
  (db: Db): Promise<LinkageRun | undefined> =>
    db.find(runRow, sql`${runs} where run_id = ${runId}`)

/** The newest run over just this area, or, without one, of all that the asker may see. */
export const findNewestLinkageRun =
  (areaId?: AreaId) =>
  (db: Db): Promise<LinkageRun | undefined> =>
    db.find(
      runRow,
      sql`${runs} where ${areaId === undefined ? sql`true` : sql`area_id = ${areaId}`} order by recorded_at desc, run_id limit 1`,
    )

const judgedRow = z.object({ weight: z.number(), same: z.boolean() })

/** Pairs that were settled under a trained model: their weights by it as it was trained, and whether each is one person. */
export const listJudgedWeights =
  (trainedBy: string) =>
  (db: Db): Promise<readonly z.infer<typeof judgedRow>[]> =>
    db.many(
      judgedRow,
      sql`
    select first.weight, state in ('same', 'merged') as same
      from duplicate_pair pair
      join pair_judgement first on first.pair_id = pair.pair_id and first.place = 1
      cross join lateral (select pair_state(pair) as state) standing
     where first.trained_by = ${trainedBy} and state in ('same', 'merged', 'different', 'undone')
     order by first.weight, same`,
    )

/** A pair that a run found. */
export type FoundPair = {
  readonly personA: string
  readonly personB: string
  readonly tier: string
  readonly reason: string
  readonly weight: number
  readonly pattern: number
  readonly drawn: boolean
}

/** Puts what a run over an area found in place of what was found there before; judgements stay. How many pairs are new. */
export const replacePairs =
  (runId: string, areaId: AreaId, pairs: Iterable<FoundPair>) =>
  async (db: Db): Promise<number> => {
    await db.run(sql`create temporary table found_pair (person_a uuid, person_b uuid, tier text, reason text, weight integer, pattern bigint, drawn boolean)
      on commit drop`)
    await db.copyIn('copy found_pair from stdin csv', pairLines(pairs))
    await db.run(sql`
    update duplicate_pair set found = false
     where found and person_a in (select person_id from person join area_within within on within.area_id = village_id where ancestor_id = ${areaId})
       and person_b in (select person_id from person join area_within within on within.area_id = village_id where ancestor_id = ${areaId})`)
    const { fresh } = await db.get(
      z.object({ fresh: z.number() }),
      sql`select count(*) as fresh from found_pair where not exists (select from duplicate_pair known
           where known.person_a = found_pair.person_a and known.person_b = found_pair.person_b)`,
    )
    await db.run(sql`
    insert into duplicate_pair (pair_id, person_a, person_b, run_id, tier, reason, weight, pattern, drawn)
    select derived_uuid(concat(person_a, person_b)), person_a, person_b, ${runId}, tier, reason, weight, pattern, drawn from found_pair
    on conflict (person_a, person_b) do update set run_id = excluded.run_id, tier = excluded.tier, reason = excluded.reason,
       weight = excluded.weight, pattern = excluded.pattern, drawn = excluded.drawn, found = true`)
    return fresh
  }

function* pairLines(pairs: Iterable<FoundPair>): Iterable<string> {
  for (const { personA, personB, tier, reason, weight, pattern, drawn } of pairs)
    yield csvLine([personA, personB, tier, reason, weight, pattern, drawn])
}

/** `copy … to stdout`: the persons whose NIK the civil register confirmed when it was last asked. */
export const confirmedPersonsQuery = `
  select person_id from (
    select distinct on (person_id) person_id, outcome, detail from validation
     where rule = 'civil_register' order by person_id, checked_on desc, validation_id desc) checked
   where outcome = 'passed' and detail <> 'found_by_name' order by person_id`
