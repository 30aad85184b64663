import { z } from 'zod'
import {
  type FamilyId,
  type PersonId,
  areaIdSchema,
  familyIdSchema,
  personIdSchema,
  plainDateSchema,
} from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import type { AsOf } from '../read-family.ts'

const memberRow = z.object({
  personId: personIdSchema,
  relation: z.enum(['1', '2', '3', '4', '5', '6', '7', '8']),
  since: plainDateSchema,
  present: z.boolean(),
  state: z.enum(['alive', 'dead', 'left', 'absorbed']),
})
export type MemberOnDay = z.infer<typeof memberRow>

/** Who belongs to a family on the day, and who belonged to it before; the head first. */
export const findMembersEver =
  (familyId: FamilyId, { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly MemberOnDay[]> =>
    db.many(
      memberRow,
      sql`
    select person_id as "personId", relation, since, present, coalesce(state.status, 'left') as state
      from (
        select distinct on (person_id) person_id, relation, lower(valid) as since, valid @> ${day}::date as present
          from family_member where family_id = ${familyId} and recorded @> ${knownAt}::timestamptz and lower(valid) <= ${day}
         order by person_id, lower(valid) desc) member
      left join lateral (
        select status from person_state
         where person_state.person_id = member.person_id and valid @> ${day}::date and recorded @> ${knownAt}::timestamptz) state on true
     order by present desc, relation, since, person_id`,
    )

const numberRow = z.object({
  ownerId: z.string(),
  /** The row that the cipher is bound to: another one where the owner absorbed a person. */
  storedId: z.string(),
  cipher: z.instanceof(Buffer).nullable(),
  status: z.enum(['none', 'malformed', 'well_formed', 'matched', 'unmatched', 'duplicate']),
  observedOn: plainDateSchema,
  recordedAt: z.string(),
  source: z.string(),
  observer: z.string(),
  reason: z.string(),
})
export type NumberSaying = z.infer<typeof numberRow>

/** What was said of the NIK of persons, or of the KK number of families, oldest first. */
export const findNumberSayings =
  (level: 'family' | 'person', ids: readonly string[], { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly NumberSaying[]> => {
    const [id, number] = level === 'person' ? (['person_id', 'nik'] as const) : (['family_id', 'kk'] as const)
    const absorbed = sql`union all select absorbed_id, kept_id from person_merge where kept_id = any(${ids}) and recorded @> ${knownAt}::timestamptz`
    return db.many(
      numberRow,
      sql`
    select wanted.kept as "ownerId", wanted.stored as "storedId", ${sql.id('fact', `${number}_cipher`)} as cipher, ${sql.id('fact', `${number}_status`)} as status,
           fact.observed_on as "observedOn", fact.recorded_at as "recordedAt", source, observer, reason
      from (select id, id from unnest(${ids}::uuid[]) id ${level === 'person' ? absorbed : sql.empty}) wanted (stored, kept)
      join ${sql.id(`${level}_fact`)} fact on ${sql.id('fact', id)} = wanted.stored
      join change using (change_id)
     where ${sql.id('fact', `${number}_status`)} is not null and fact.observed_on <= ${day} and fact.recorded_at <= ${knownAt}
     order by wanted.kept, fact.observed_on, change.seq, wanted.stored = wanted.kept`,
    )
  }

const verificationRow = z.object({
  subjectId: z.string(),
  variables: z.array(z.string()),
  outcome: z.enum(['agrees', 'differs', 'not_seen']),
  method: z.string(),
  observer: z.string(),
  observedOn: plainDateSchema,
})
export type VerificationOf = z.infer<typeof verificationRow>

const validationRow = z.object({
  subjectId: z.string(),
  variables: z.array(z.string()),
  rule: z.string(),
  outcome: z.enum(['passed', 'failed']),
  detail: z.string(),
  checkedOn: plainDateSchema,
})
export type ValidationOf = z.infer<typeof validationRow>

type Subjects = { readonly familyIds: readonly FamilyId[]; readonly personIds: readonly PersonId[] }

/** What was seen in reality of families and persons, newest first. */
export const findVerifications =
  ({ familyIds, personIds }: Subjects, { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly VerificationOf[]> =>
    db.many(
      verificationRow,
      sql`
    select coalesce(family_id, person_id) as "subjectId", variables, outcome, method, observer, observed_on as "observedOn"
      from verification
     where (family_id = any(${familyIds}::uuid[]) or person_id = any(${personIds}::uuid[])) and observed_on <= ${day} and recorded_at <= ${knownAt}
     order by observed_on desc, verification_id desc`,
    )

/** Which rules and registers their facts passed, newest first. */
export const findValidations =
  ({ familyIds, personIds }: Subjects, { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly ValidationOf[]> =>
    db.many(
      validationRow,
      sql`
    select coalesce(family_id, person_id) as "subjectId", variables, rule, outcome, detail, checked_on as "checkedOn"
      from validation
     where (family_id = any(${familyIds}::uuid[]) or person_id = any(${personIds}::uuid[])) and checked_on <= ${day} and recorded_at <= ${knownAt}
     order by checked_on desc, validation_id desc`,
    )

const householdRow = z.object({ householdId: z.string(), familyId: familyIdSchema })

/** The household of a family's head, and the other families whose members belong to it. */
export const findHousehold =
  (familyId: FamilyId, { day, knownAt }: AsOf) =>
  async (db: Db) => {
    const at = sql`valid @> ${day}::date and recorded @> ${knownAt}::timestamptz`
    const rows = await db.many(
      householdRow,
      sql`
    with own as (
      select household_id from household_member
       where ${at} and person_id in (select person_id from family_member where family_id = ${familyId} and relation = '1' and ${at})
    ), housed as (
      select own.household_id, household_member.person_id from own join household_member using (household_id) where ${at}
    )
    select distinct housed.household_id as "householdId", member.family_id as "familyId"
      from housed join family_member member on member.person_id = housed.person_id and member.valid @> ${day}::date and member.recorded @> ${knownAt}::timestamptz
     order by 2`,
    )
    const [first] = rows
    return (
      first && {
        householdId: first.householdId,
        familyIds: rows.map((row) => row.familyId).filter((id) => id !== familyId),
      }
    )
  }

const slsRow = z.object({ name: z.string() })

/** The name of a neighbourhood (SLS). */
export const findAreaName =
  (areaId: number) =>
  async (db: Db): Promise<string | undefined> =>
    (await db.find(slsRow, sql`select name from area where area_id = ${areaId}`))?.name

const placeRow = z.object({ villageId: areaIdSchema })

/** The village that a family is in now; `undefined` when the asker may not see the family. */
export const findVillageOf = (familyId: FamilyId) => async (db: Db) =>
  (await db.find(placeRow, sql`select village_id as "villageId" from family where family_id = ${familyId}`))
    ?.villageId

/** Whether the asker may see a person. */
export const isPersonSeen =
  (personId: PersonId) =>
  async (db: Db): Promise<boolean> =>
    (await db.find(z.object({}), sql`select from person where person_id = ${personId}`)) !== undefined
