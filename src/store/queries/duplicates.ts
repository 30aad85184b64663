import { z } from 'zod'
import { type AccountId, areaIdSchema, personIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, onPage } from './page.ts'

/**
 * What a pair is to the asker. `todo`: she has not judged it, and somebody must. `answered`: she has, another has not.
 * `same` may be merged; `undone`: it was, and was taken back.
 */
const pairStates = [
  'todo',
  'answered',
  'disagreed',
  'unsure',
  'same',
  'different',
  'merged',
  'undone',
] as const
export type PairState = (typeof pairStates)[number]

const pairRow = z.object({
  pairId: z.string(),
  personA: personIdSchema,
  personB: personIdSchema,
  villageA: areaIdSchema,
  villageB: areaIdSchema,
  runId: z.string(),
  tier: z.enum(['sure', 'review', 'sample']),
  reason: z.string(),
  weight: z.number(),
  pattern: z.number(),
  state: z.enum(pairStates),
  /** What the asker has answered. */
  mine: z.enum(['same', 'different', 'unsure']).nullable(),
})
export type DuplicatePair = z.infer<typeof pairRow>

/** The pairs that the asker may see, as they stand for her. Whoever was overtaken by another merge is left out. */
const pairs = sql`(
  select pair.pair_id as "pairId", person_a as "personA", person_b as "personB", a.village_id as "villageA", b.village_id as "villageB",
         pair.run_id as "runId", tier, pair.reason, pair.weight, pair.pattern, mine.verdict as mine, found,
         case when standing in ('open', 'waiting') then case when mine.verdict is null then 'todo' else 'answered' end else standing end as state
    from duplicate_pair pair
    join person a on a.person_id = person_a
    join person b on b.person_id = person_b
    cross join lateral (select pair_state(pair) as standing) state
    left join pair_judgement mine on mine.pair_id = pair.pair_id and mine.judged_by = current_account()
   where standing <> 'overtaken') pair`

/** Pairs of a state, in the order of a hash: whoever takes them as they come takes a sample by chance. */
export const listPairs =
  ({ state, ...page }: PageOf & { readonly state: PairState }) =>
  async (db: Db): Promise<Paged<DuplicatePair>> => {
    const wanted = sql`from ${pairs} where state = ${state} and (found or state in ('same', 'merged', 'undone'))`
    const { total } = await db.get(z.object({ total: z.number() }), sql`select count(*) as total ${wanted}`)
    const items = await db.many(pairRow, sql`select * ${wanted} order by "pairId" ${onPage(page)}`)
    return { items, total }
  }

const countRow = z.object({ state: z.enum(pairStates), count: z.number() })

/** How many pairs there are in each state. */
export const countPairs = async (db: Db): Promise<Readonly<Partial<Record<PairState, number>>>> => {
  const rows = await db.many(
    countRow,
    sql`select state, count(*) from ${pairs} where found or state in ('same', 'merged', 'undone') group by state`,
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

export const findPair =
  (pairId: string) =>
  (db: Db): Promise<DuplicatePair | undefined> =>
    db.find(pairRow, sql`select * from ${pairs} where "pairId" = ${pairId}`)

const judgementRow = z.object({
  place: z.number(),
  verdict: z.enum(['same', 'different', 'unsure']),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type JudgementOfPair = z.infer<typeof judgementRow>

/** The answers of a pair that the asker may see: her own, and all of them once nobody must answer without. */
export const listJudgements =
  (pairId: string) =>
  (db: Db): Promise<readonly JudgementOfPair[]> =>
    db.many(
      judgementRow,
      sql`select place, verdict, reason, coalesce(who.display_name, '') as by, judged_at as at
            from pair_judgement left join account_label who on who.account_id = judged_by where pair_id = ${pairId} order by place`,
    )

export type NewJudgement = {
  readonly pairId: string
  readonly judgedBy: AccountId
  readonly verdict: 'same' | 'different' | 'unsure'
  readonly reason: string
}

/** The database refuses a second answer of one person, and one to a pair that is settled. */
export const createJudgement =
  ({ pairId, judgedBy, verdict, reason }: NewJudgement) =>
  async (db: Db): Promise<void> => {
    await db.run(
      sql`insert into pair_judgement (pair_id, judged_by, verdict, reason) values (${pairId}, ${judgedBy}, ${verdict}, ${reason})`,
    )
  }

const answersRow = z.object({ first: z.string(), second: z.string() })

/** The first two answers of each pair that has both and that the asker may see. */
export const listAnswerPairs = (db: Db) =>
  db.many(
    answersRow,
    sql`select one.verdict as first, two.verdict as second
          from pair_judgement one join pair_judgement two on two.pair_id = one.pair_id and two.place = 2
         where one.place = 1 order by one.pair_id`,
  )

const judgedRow = z.object({ weight: z.number(), same: z.boolean() })

/** Settled pairs of a run that stand for all of their weight, with whether each is one person. */
export const listJudgedOfRun =
  (runId: string) =>
  (db: Db): Promise<readonly z.infer<typeof judgedRow>[]> =>
    db.many(
      judgedRow,
      sql`select weight, state in ('same', 'merged') as same from (
            select weight, pair_state(pair) as state from duplicate_pair pair where run_id = ${runId} and drawn) judged
           where state in ('same', 'merged', 'different', 'undone') order by weight, same`,
    )
