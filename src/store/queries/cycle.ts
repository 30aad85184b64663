import { z } from 'zod'
import type { PlainDate } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const stepRow = z.object({
  cycle: z.string(),
  step: z.enum([
    'frame',
    'form',
    'visit',
    'review',
    'registry',
    'snapshot',
    'link',
    'rank',
    'decide',
    'publish',
  ]),
  state: z.enum(['waiting', 'running', 'done']),
  count: z.number(),
  figures: z.record(z.string(), z.number()),
  at: z.string(),
})
export type StepOfCycle = z.infer<typeof stepRow>

/** The steps of the newest cycle of the asker's area, or of the area around it. */
export const findCycleSteps = (db: Db): Promise<readonly StepOfCycle[]> =>
  db.many(
    stepRow,
    sql`
    select cycle, step, state, count, figures, at from cycle_step
     where (area_id, cycle) = (select area_id, cycle from cycle_step order by at desc, area_id limit 1)`,
  )

const countsRow = z.object({
  frame: z.number(),
  visit: z.number(),
  review: z.number(),
  registry: z.number(),
  link: z.number(),
  rank: z.number(),
  decide: z.number(),
  publish: z.number(),
  asOf: z.string().nullable(),
})
export type LiveCounts = z.infer<typeof countsRow>

/** What is there now of each step, of what the asker may see. */
export const countSteps = (db: Db): Promise<LiveCounts> =>
  db.get(
    countsRow,
    sql`
    select (select count(*) from frame_family) as frame,
           (select count(*) from submission) as visit,
           (select count(*) from submission where state in ('accepted', 'applied')) as review,
           (select count(*) from family_state where status = 'active' and upper_inf(valid) and upper_inf(recorded)) as registry,
           (select count(distinct person_id) from register_match where status = 'matched') as link,
           (select count(*) from family_score where run_id = (select run_id from ranking_run order by recorded_at desc, run_id limit 1)) as rank,
           (select count(*) from programme_decision where list_id in (select list_id from programme_list_head newest
              where not exists (select from programme_list_head later where later.previous_list_id = newest.list_id))) as decide,
           (select count(*) from programme_list_head) as publish,
           (select max(as_of)::text from ranking_run) as "asOf"`,
  )

const sharesRow = z.object({
  families: z.number(),
  current: z.number(),
  framed: z.number(),
  visited: z.number(),
  persons: z.number(),
  matched: z.number(),
})
export type RegistryShares = z.infer<typeof sharesRow>

/** Numerators and denominators of shares that are counted, not estimated. */
export const countShares =
  (today: PlainDate) =>
  (db: Db): Promise<RegistryShares> =>
    db.get(
      sharesRow,
      sql`
    with newest as (
      select max(observed_on) as observed_on from family_fact group by family_id
    ), checked as (
      select distinct on (person_id) outcome from validation where rule = 'civil_register' order by person_id, checked_on desc, validation_id desc
    )
    select (select count(*) from newest) as families,
           (select count(*) from newest where observed_on > ${today}::date - 365) as current,
           (select count(*) from frame_family) as framed,
           (select count(*) from frame_family frame where exists (select from submission visit
              where visit.campaign_id = frame.campaign_id and visit.family_id = frame.family_id and outcome in ('complete', 'partial'))) as visited,
           (select count(*) from checked) as persons,
           (select count(*) from checked where outcome = 'passed') as matched`,
    )

const waitingRow = z.object({
  conflicts: z.number(),
  proposals: z.number(),
  dueObjections: z.number(),
  staleFamilies: z.number(),
  duplicates: z.number(),
})
export type WaitingWork = z.infer<typeof waitingRow>

/** What waits for somebody. */
export const countWaiting =
  (today: PlainDate) =>
  (db: Db): Promise<WaitingWork> =>
    db.get(
      waitingRow,
      sql`
    select (select count(*) from import_row join import_batch using (batch_id) where import_batch.state = 'checked' and outcome = 'conflict' and decision is null) as conflicts,
           (select count(*) from proposal where state = 'open' and due_on >= ${today}) as proposals,
           (select count(*) from proposal where state = 'open' and kind = 'objection' and due_on between ${today} and ${today}::date + 3) as "dueObjections",
           (select count(*) from (select max(observed_on) as newest from family_fact group by family_id) family where newest < ${today}::date - 730) as "staleFamilies",
           (select count(*) from duplicate_pair pair where found and tier <> 'sample' and pair_state(pair) in ('open', 'waiting', 'disagreed', 'same')) as duplicates`,
    )
