import { z } from 'zod'
import { type AreaId, plainDateSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, allOf, onPage } from './page.ts'

export type ListOutcome = 'selected' | 'waiting' | 'kept_protected' | 'notice' | 'not_eligible' | 'above_cut'
const outcomeSchema = z.enum(['selected', 'waiting', 'kept_protected', 'notice', 'not_eligible', 'above_cut'])

const headRow = z.object({
  listId: z.string(),
  programme: z.string(),
  nameId: z.string(),
  nameEn: z.string(),
  period: z.string(),
  quota: z.number(),
  manifest: z.json(),
  keyId: z.string(),
  signature: z.string(),
  publishedAt: z.string(),
  previousListId: z.string().nullable(),
  counts: z.partialRecord(outcomeSchema, z.number()),
})
export type ListHead = z.infer<typeof headRow>

const heads = sql`
  select list.list_id as "listId", programme, programme_name_id as "nameId", programme_name_en as "nameEn", period, quota, manifest,
         key_id as "keyId", signature, published_at as "publishedAt", previous_list_id as "previousListId",
         (select coalesce(jsonb_object_agg(outcome, families), '{}')
            from (select outcome, count(*) as families from programme_decision decision where decision.list_id = list.list_id group by 1) counted) as counts
    from programme_list_head list`

/** Published lists, newest first; counts are of the families that the asker may see. */
export const listLists =
  (page: PageOf) =>
  async (db: Db): Promise<Paged<ListHead>> => {
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from programme_list_head`,
    )
    return {
      items: await db.many(
        headRow,
        sql`${heads} order by decision_date desc, published_at desc, list_id ${onPage(page)}`,
      ),
      total,
    }
  }

export const findList =
  (listId: string) =>
  (db: Db): Promise<ListHead | undefined> =>
    db.find(headRow, sql`${heads} where list.list_id = ${listId}`)

const fileRow = z.object({ csv: z.string(), programme: z.string(), period: z.string(), areaId: z.number() })

/** The file of a list: for those who answer for its whole area. */
export const findListFile = (listId: string) => (db: Db) =>
  db.find(
    fileRow,
    sql`select csv, programme, period, area_id as "areaId" from programme_list where list_id = ${listId}`,
  )

const lineRow = z.object({
  familyId: z.string(),
  headName: z.string().nullable(),
  village: z.string(),
  outcome: outcomeSchema,
  rank: z.number().nullable(),
  decile: z.number().nullable(),
  probability: z.number().nullable(),
  margin: z.number().nullable(),
  waitingPosition: z.number().nullable(),
  noticeDate: plainDateSchema.nullable(),
  effectiveDate: plainDateSchema.nullable(),
  reasons: z.array(z.string()),
})
export type ListLineRow = z.infer<typeof lineRow>

export type LinesAsked = PageOf & {
  readonly listId: string
  readonly outcome: ListOutcome | undefined
  readonly areaId: AreaId | undefined
  /** A head's name, or a village's. */
  readonly text: string
}

const familyAndVillage = sql`join family on family.family_id = line.family_id join area village on village.area_id = family.village_id`

const headOf = sql`
  left join lateral (
    select name_of(person_id) as name from family_member member
     where member.family_id = line.family_id and relation = '1' and upper_inf(recorded) order by lower(valid) desc limit 1) head on true`

/** What a list decided, of the families that the asker may see: those who receive first, by rank. */
export const listLines =
  ({ listId, outcome, areaId, text, ...page }: LinesAsked) =>
  async (db: Db): Promise<Paged<ListLineRow>> => {
    const wanted = sql`line.list_id = ${listId} and ${allOf([
      outcome && sql`outcome = ${outcome}`,
      areaId &&
        sql`exists (select from area_within where ancestor_id = ${areaId} and area_within.area_id = family.village_id)`,
      text === ''
        ? undefined
        : sql`(village.name ilike ${likePattern(text)} or line.family_id in (${familiesNamed(text)}))`,
    ])}`
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from programme_decision line ${familyAndVillage} where ${wanted}`,
    )
    const items = await db.many(
      lineRow,
      sql`
    with page as (
      select line.*, village.name as village from programme_decision line ${familyAndVillage} where ${wanted}
       order by ${standingOrder}, rank nulls last, line.family_id ${onPage(page)})
    select line.family_id as "familyId", head.name as "headName", village, outcome, rank, score.decile_regency as decile, score.probability, margin_families as margin,
           waiting_position as "waitingPosition", notice_date as "noticeDate", effective_date as "effectiveDate", reasons
      from page line ${headOf}
      left join programme_list_head list on list.list_id = line.list_id
      left join family_score score on score.family_id = line.family_id and score.run_id = list.run_id
     order by ${standingOrder}, rank nulls last, line.family_id`,
    )
    return { items, total }
  }

const standingOrder = sql`array_position(array['selected', 'kept_protected', 'notice', 'waiting', 'above_cut', 'not_eligible'], outcome)`

function familiesNamed(text: string) {
  return sql`select member.family_id from persons_named(${text}, 500) named join family_member member on member.person_id = named.person_id and upper_inf(member.recorded) and member.relation = '1'`
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

const standingSchema = z.enum(['receives', 'notice', 'waiting']).nullable()

const differenceRow = z.object({
  familyId: z.string(),
  headName: z.string().nullable(),
  village: z.string(),
  kind: z.enum(['added', 'removed', 'standing_changed', 'rank_changed', 'unchanged']),
  before: standingSchema,
  after: standingSchema,
  noticeDate: plainDateSchema.nullable(),
  effectiveDate: plainDateSchema.nullable(),
  reasonId: z.string(),
  reasonEn: z.string(),
})
export type DifferenceRow = z.infer<typeof differenceRow>

export type DifferenceAsked = PageOf & {
  readonly listId: string
  readonly kind: DifferenceRow['kind'] | undefined
}

/** What changed from the list before, of the families that the asker may see. */
export const listDifferences =
  ({ listId, kind, ...page }: DifferenceAsked) =>
  async (db: Db): Promise<Paged<DifferenceRow>> => {
    const wanted = sql`line.list_id = ${listId} and ${allOf([kind && sql`line.kind = ${kind}`])}`
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from list_change line where ${wanted}`,
    )
    const items = await db.many(
      differenceRow,
      sql`
    with page as (
      select line.* from list_change line where ${wanted} order by ${kindOrder}, line.family_id ${onPage(page)})
    select line.family_id as "familyId", head.name as "headName", village.name as village, line.kind, standing_before as before, standing_after as after,
           decision.notice_date as "noticeDate", decision.effective_date as "effectiveDate", reason_id as "reasonId", reason_en as "reasonEn"
      from page line ${familyAndVillage} ${headOf}
      left join programme_decision decision on decision.list_id = line.list_id and decision.family_id = line.family_id
     order by ${kindOrder}, line.family_id`,
    )
    return { items, total }
  }

const kindOrder = sql`array_position(array['removed', 'added', 'standing_changed', 'rank_changed', 'unchanged'], line.kind)`

const standingCountRow = z.object({
  villageCode: z.string(),
  receives: z.number(),
  notice: z.number(),
  waiting: z.number(),
  none: z.number(),
})

/** Families by village and standing, for the open table; for the owner. */
export const countStandings = (listId: string) => (db: Db) =>
  db.many(
    standingCountRow,
    sql`
    select code.code as "villageCode", count(*) filter (where outcome in ('selected', 'kept_protected')) as receives, count(*) filter (where outcome = 'notice') as notice,
           count(*) filter (where outcome = 'waiting') as waiting, count(*) filter (where outcome in ('not_eligible', 'above_cut')) as none
      from programme_decision line join family using (family_id)
      join area_code code on code.area_id = family.village_id and code.scheme = 'kemendagri' and upper_inf(code.valid)
     where list_id = ${listId} group by 1 order by 1`,
  )

const newestRow = z.object({
  listId: z.string(),
  programme: z.string(),
  nameId: z.string(),
  nameEn: z.string(),
  period: z.string(),
})

/** The list in force of each programme, where it was decided here; for the owner. */
export const findListsInForce = (db: Db) =>
  db.many(
    newestRow,
    sql`
    select distinct on (programme, area_id) list_id as "listId", programme, programme_name_id as "nameId", programme_name_en as "nameEn", period
      from programme_list list where exists (select from programme_decision decision where decision.list_id = list.list_id)
     order by programme, area_id, decision_date desc, published_at desc`,
  )
