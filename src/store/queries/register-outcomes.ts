import { z } from 'zod'
import {
  type AreaId,
  type FamilyId,
  areaIdSchema,
  familyIdSchema,
  personIdSchema,
  plainDateSchema,
} from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const fieldSchema = z.enum(['agrees', 'close', 'differs', 'missing']).nullable()
const row = z.object({
  familyId: familyIdSchema,
  villageId: areaIdSchema,
  personId: personIdSchema,
  name: z.string(),
  reason: z.string(),
  checkedOn: plainDateSchema,
  nik: fieldSchema,
  birthDate: fieldSchema,
  nameField: fieldSchema,
  sex: fieldSchema,
  village: fieldSchema,
})
export type RegisterOutcome = z.infer<typeof row>

/**
 * Members whom the civil register did not bear out when it was last asked, of one family or of all active ones of an
 * area, family by family.
 */
export const listUnmatched =
  (of: { readonly familyId: FamilyId } | { readonly areaId: AreaId }) =>
  (db: Db): Promise<readonly RegisterOutcome[]> =>
    db.many(
      row,
      sql`
    with wanted as (
      select family_id, village_id from family_state
       where status = 'active' and upper_inf(valid) and upper_inf(recorded)
         and ${'familyId' in of ? sql`family_id = ${of.familyId}` : sql`village_id in (select area_id from area_within where ancestor_id = ${of.areaId})`}
    )
    select member.family_id as "familyId", wanted.village_id as "villageId", member.person_id as "personId", coalesce(name_of(member.person_id), '') as name,
           newest.reason, checked.checked_on as "checkedOn", nik_field as nik, name_field as "nameField", birth_date_field as "birthDate",
           sex_field as sex, village_field as village
      from wanted
      join family_member member on member.family_id = wanted.family_id and upper_inf(member.valid) and upper_inf(member.recorded)
      join lateral (select * from register_match matched where matched.person_id = member.person_id order by recorded_at desc, run_id limit 1) newest on true
      join lateral (select checked_on from validation where validation.person_id = member.person_id and rule = 'civil_register'
                     order by checked_on desc, validation_id desc limit 1) checked on true
     where newest.status <> 'matched'
     order by wanted.village_id, member.family_id, member.relation, member.person_id`,
    )
