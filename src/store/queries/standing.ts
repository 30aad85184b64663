import { z } from 'zod'
import { type FamilyId, plainDateSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import type { AsOf } from '../read-family.ts'

const scoreRow = z.object({
  runId: z.string(),
  at: z.string(),
  score: z.number(),
  probability: z.number(),
  decileNational: z.number(),
  decileRegency: z.number(),
  rankRegency: z.number(),
  familiesRegency: z.number(),
  marginToNextCut: z.number().nullable(),
  groups: z.array(z.string()),
  contributions: z.array(z.number()),
})
export type ScoreOfFamily = z.infer<typeof scoreRow>

/** The newest ranking of a family whose snapshot is not of a later day, as known then. */
export const findScore =
  (familyId: FamilyId, { day, knownAt }: AsOf) =>
  (db: Db): Promise<ScoreOfFamily | undefined> =>
    db.find(
      scoreRow,
      sql`
    select run_id as "runId", recorded_at as at, score, probability, decile_national as "decileNational", decile_regency as "decileRegency",
           rank_regency as "rankRegency", families_ranked(run_id, family_id) as "familiesRegency", margin_regency as "marginToNextCut",
           contribution_groups as groups, contributions
      from family_score join ranking_run using (run_id)
     where family_id = ${familyId} and as_of <= ${day} and recorded_at <= ${knownAt}
     order by as_of desc, recorded_at desc, run_id limit 1`,
    )

const outcomeRow = z.object({
  programme: z.string(),
  nameId: z.string(),
  nameEn: z.string(),
  outcome: z.enum(['selected', 'waiting', 'kept_protected', 'notice', 'not_eligible', 'above_cut']),
  since: plainDateSchema,
  noticeDate: plainDateSchema.nullable(),
  reasons: z.array(z.string()),
})
export type OutcomeOfFamily = z.infer<typeof outcomeRow>

/** What each programme last decided of a family. */
export const findOutcomes =
  (familyId: FamilyId, { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly OutcomeOfFamily[]> =>
    db.many(
      outcomeRow,
      sql`
    select distinct on (list.programme) list.programme, programme_name_id as "nameId", programme_name_en as "nameEn", outcome,
           decision_date as since, notice_date as "noticeDate", reasons
      from programme_decision join programme_list_head list using (list_id)
     where family_id = ${familyId} and decision_date <= ${day} and published_at <= ${knownAt}
     order by list.programme, decision_date desc, published_at desc`,
    )
