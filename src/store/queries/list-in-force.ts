import { z } from 'zod'
import { type AreaId, areaIdSchema, plainDateSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const runRow = z.object({
  runId: z.string(),
  areaId: areaIdSchema,
  asOf: plainDateSchema,
  snapshotDir: z.string(),
  snapshotSha256: z.string(),
  modelSha256: z.string(),
  scoresFile: z.string(),
  scoresSha256: z.string(),
})
export type RankingRun = z.infer<typeof runRow>

/** A ranking with the files that it read and made; the newest when none is named. */
export const findRankingRun = (runId: string | undefined) => (db: Db) =>
  db.find(
    runRow,
    sql`
    select run_id as "runId", area_id as "areaId", as_of as "asOf", snapshot_dir as "snapshotDir", snapshot_sha256 as "snapshotSha256",
           model_sha256 as "modelSha256", scores_file as "scoresFile", scores_sha256 as "scoresSha256"
      from ranking_run where ${runId === undefined ? sql`true` : sql`run_id = ${runId}`}
     order by recorded_at desc, run_id limit 1`,
  )

const inForceRow = z.object({ listId: z.string(), csv: z.string(), decisionDate: plainDateSchema })

/** The newest list of a programme for just this area. */
export const findListInForce = (programme: string, areaId: AreaId) => (db: Db) =>
  db.find(
    inForceRow,
    sql`
    select list_id as "listId", csv, decision_date as "decisionDate" from programme_list where programme = ${programme} and area_id = ${areaId}
     order by decision_date desc, published_at desc limit 1`,
  )

const briefRow = z.object({
  listId: z.string(),
  period: z.string(),
  decisionDate: plainDateSchema,
  quota: z.number(),
})

/** The head of that list, for those in its area. */
export const findListBriefInForce = (programme: string, areaId: AreaId) => (db: Db) =>
  db.find(
    briefRow,
    sql`
    select list_id as "listId", period, decision_date as "decisionDate", quota from programme_list_head where programme = ${programme} and area_id = ${areaId}
     order by decision_date desc, published_at desc limit 1`,
  )

const runBriefRow = z.object({
  runId: z.string(),
  asOf: plainDateSchema,
  families: z.number(),
  at: z.string(),
})

/** Rankings, newest first, with the families in them that the asker may see. */
export const listRankingRuns = (db: Db) =>
  db.many(
    runBriefRow,
    sql`
    select run_id as "runId", as_of as "asOf", recorded_at as at, (select count(*) from family_score score where score.run_id = run.run_id) as families
      from ranking_run run order by recorded_at desc, run_id limit 20`,
  )

const recipientRow = z.object({
  familyId: z.string(),
  villageCode: z.string(),
  units: z.number(),
  noticeDate: plainDateSchema.nullable(),
})
export type RecipientInForce = z.infer<typeof recipientRow>

/** Who is paid by a list, with the notices that run; where they live now. */
export const findRecipients = (listId: string) => (db: Db) =>
  db.many(
    recipientRow,
    sql`
    select family_id as "familyId", code as "villageCode", coalesce(units, 1) as units, notice_date as "noticeDate"
      from programme_decision join family using (family_id)
      join area_code on area_code.area_id = family.village_id and scheme = 'kemendagri' and upper_inf(area_code.valid)
     where list_id = ${listId} and outcome in ('selected', 'kept_protected', 'notice') order by family_id`,
  )

/** Who a row of somebody's list may be: by the number that the old list gives the family, by KK, by a member's NIK. */
export type SoughtFamily = {
  readonly row: number
  readonly familyKey: string
  readonly kkIndexes: readonly string[]
  readonly nikIndexes: readonly string[]
}

const foundRow = z.object({
  row: z.number(),
  familyId: z.string(),
  villageCode: z.string(),
  headName: z.string().nullable(),
})
export type FamilyOfRow = z.infer<typeof foundRow>

/** All families that a row may mean, within an area; indexes in hexadecimal. */
export const findFamiliesOfRows = (rows: readonly SoughtFamily[], areaId: AreaId) => (db: Db) =>
  db.many(
    foundRow,
    sql`
    with sought as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sought("row" integer, "familyKey" text, "kkIndexes" jsonb, "nikIndexes" jsonb)),
    hit as (
      select "row", family_id from sought join external_reference on scheme = 'siks-ng/family' and value = "familyKey" where family_id is not null
      union
      select "row", family_id from sought, jsonb_array_elements_text("kkIndexes") wanted join family_fact on kk_index = decode(wanted, 'hex')
      union
      select "row", member.family_id
        from sought, jsonb_array_elements_text("nikIndexes") wanted
        join person_fact fact on fact.nik_index = decode(wanted, 'hex')
        left join person_merge merged on merged.absorbed_id = fact.person_id and upper_inf(merged.recorded)
        join family_member member on member.person_id = coalesce(merged.kept_id, fact.person_id) and upper_inf(member.recorded) and upper_inf(member.valid))
    select "row", hit.family_id as "familyId", code as "villageCode",
           (select name_of(person_id) from family_member member where member.family_id = hit.family_id and relation = '1' and upper_inf(recorded)
             order by lower(valid) desc limit 1) as "headName"
      from hit join family using (family_id)
      join area_within within on within.area_id = family.village_id and within.ancestor_id = ${areaId}
      join area_code on area_code.area_id = family.village_id and scheme = 'kemendagri' and upper_inf(area_code.valid)
     order by 1, 2`,
  )
