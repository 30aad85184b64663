import { z } from 'zod'
import {
  type ChangeId,
  type FamilyId,
  type PersonId,
  changeIdSchema,
  personIdSchema,
  plainDateSchema,
} from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const changeRow = z.object({
  changeId: changeIdSchema,
  seq: z.number(),
  kind: z.string(),
  familyId: z.string().nullable(),
  personId: z.string().nullable(),
  effectiveOn: plainDateSchema,
  observedOn: plainDateSchema,
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  source: z.string(),
  sourceRef: z.string(),
  observer: z.string(),
  reason: z.string(),
})
export type LedgerEntry = z.infer<typeof changeRow>

const columns = sql`change.change_id as "changeId", seq, kind, family_id as "familyId", person_id as "personId", effective_on as "effectiveOn",
  observed_on as "observedOn", recorded_at as "recordedAt", account_label.display_name as "recordedBy", source, source_ref as "sourceRef", observer, reason`

/** Every change that said something of a family or of those who belonged to it, in the order of the ledger. */
export const findLedger =
  (familyId: FamilyId) =>
  (db: Db): Promise<readonly LedgerEntry[]> =>
    db.many(
      changeRow,
      sql`
    with belonging as (
      select person_id, change_id, ended_by from family_member where family_id = ${familyId}
    ), concerned as (
      select change_id from change where family_id = ${familyId}
      union select change_id from belonging
      union select ended_by from belonging
      union select change_id from family_state where family_id = ${familyId}
      union select change_id from family_fact where family_id = ${familyId}
      union select change_id from change where person_id in (select person_id from belonging)
    )
    select ${columns} from change left join account_label on account_label.account_id = recorded_by
     where change_id in (select change_id from concerned) order by seq`,
    )

export const findChange =
  (changeId: ChangeId) =>
  (db: Db): Promise<LedgerEntry | undefined> =>
    db.find(
      changeRow,
      sql`
    select ${columns} from change left join account_label on account_label.account_id = recorded_by where change_id = ${changeId}`,
    )

const membershipRow = z.object({
  changeId: changeIdSchema,
  personId: personIdSchema,
  familyId: z.string(),
  relation: z.string(),
  from: plainDateSchema,
})
export type MembershipOfChange = z.infer<typeof membershipRow>

/** The memberships that changes brought about. */
export const findMembershipsOf =
  (changeIds: readonly ChangeId[]) =>
  (db: Db): Promise<readonly MembershipOfChange[]> =>
    db.many(
      membershipRow,
      sql`
    select change_id as "changeId", person_id as "personId", family_id as "familyId", relation, lower(valid) as from
      from family_member where change_id = any(${changeIds}::uuid[]) and upper_inf(valid) order by change_id, relation, person_id`,
    )

const mergeRow = z.object({
  keptId: personIdSchema,
  absorbedId: personIdSchema,
  familyId: z.string().nullable(),
  relation: z.enum(['1', '2', '3', '4', '5', '6', '7', '8']).nullable(),
})
export type MergeOfPersons = z.infer<typeof mergeRow>

/** A merge that is still believed, with the membership that it ended. */
export const findMerge =
  (keptId: PersonId, mergeId: ChangeId) =>
  (db: Db): Promise<MergeOfPersons | undefined> =>
    db.find(
      mergeRow,
      sql`
    select kept_id as "keptId", absorbed_id as "absorbedId", ended.family_id as "familyId", ended.relation
      from person_merge
      left join family_member ended on ended.person_id = absorbed_id and ended.ended_by = person_merge.change_id and upper_inf(ended.valid)
     where kept_id = ${keptId} and person_merge.change_id = ${mergeId} and upper_inf(person_merge.recorded)`,
    )
