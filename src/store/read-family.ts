import { z } from 'zod'
import {
  type ChangeId,
  type FamilyId,
  type PersonId,
  type PlainDate,
  areaIdSchema,
  changeIdSchema,
  familyIdSchema,
  personIdSchema,
  plainDateSchema,
} from '../kernel/index.ts'
import type { Codebook } from '../questionnaire/index.ts'
import type { FamilyPlace, Relation } from '../registry/index.ts'
import { sql } from '../sql/index.ts'
import { columnList, factVariables } from './codebook-columns.ts'
import type { Db } from './database.ts'

/** A point of the two times: as it was in reality on `day`, as it was known at `knownAt` (ISO 8601). */
export type AsOf = { readonly day: PlainDate; readonly knownAt: string }

const relationSchema = z.enum(['1', '2', '3', '4', '5', '6', '7', '8'])

/** Families to whom any of the persons belongs at the point in time. */
export const findFamiliesOf =
  (personIds: readonly PersonId[], { day, knownAt }: AsOf) =>
  async (db: Db): Promise<readonly FamilyId[]> => {
    const rows = await db.many(
      z.object({ familyId: familyIdSchema }),
      sql`
    select distinct family_id as "familyId" from family_member
     where person_id = any(${personIds}) and valid @> ${day}::date and recorded @> ${knownAt}::timestamptz order by 1`,
    )
    return rows.map(({ familyId }) => familyId)
  }

const stateRow = z
  .object({
    familyId: familyIdSchema,
    villageId: areaIdSchema,
    slsId: areaIdSchema.nullable(),
    status: z.enum(['active', 'inactive']),
    statusReason: z.enum([
      '',
      'moved_away',
      'dissolved',
      'merged',
      'not_found',
      'duplicate',
      'refused',
      'objection_upheld',
    ]),
    since: plainDateSchema,
  })
  .transform(
    ({ familyId, since, slsId, ...place }): FamilyState => ({
      familyId,
      since,
      place: { ...place, slsId: slsId ?? undefined },
    }),
  )

export type FamilyState = {
  readonly familyId: FamilyId
  readonly since: PlainDate
  readonly place: FamilyPlace
}

export const findFamilyStates =
  (familyIds: readonly FamilyId[], { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly FamilyState[]> =>
    db.many(
      stateRow,
      sql`
    select family_id as "familyId", village_id as "villageId", sls_id as "slsId", status, status_reason as "statusReason", lower(valid) as since
      from family_state
     where family_id = any(${familyIds}) and valid @> ${day}::date and recorded @> ${knownAt}::timestamptz
     order by family_id`,
    )

const memberRow = z.object({
  familyId: familyIdSchema,
  personId: personIdSchema,
  relation: relationSchema,
  since: plainDateSchema,
})

export type Member = {
  readonly familyId: FamilyId
  readonly personId: PersonId
  readonly relation: Relation
  readonly since: PlainDate
}

/** Members in the order of their ids. */
export const findMembers =
  (familyIds: readonly FamilyId[], { day, knownAt }: AsOf) =>
  (db: Db): Promise<readonly Member[]> =>
    db.many(
      memberRow,
      sql`
    select family_id as "familyId", person_id as "personId", relation, lower(valid) as since from family_member
     where family_id = any(${familyIds}) and valid @> ${day}::date and recorded @> ${knownAt}::timestamptz
     order by family_id, person_id`,
    )

/** What one source said of one family or person, with the head of its ledger entry. */
export type Saying = {
  readonly id: string
  readonly changeId: ChangeId
  readonly seq: number
  readonly observedOn: PlainDate
  readonly recordedAt: string
  readonly source: string
  readonly sourceRef: string
  readonly observer: string
  readonly reason: string
  readonly number: SealedNumber | undefined
  readonly facts: Readonly<Record<string, string | number>>
}

export type SealedNumber = {
  readonly cipher: Buffer | null
  readonly index: Buffer | null
  readonly status: string
}

const sayingRow = z.looseObject({
  '@id': z.string(),
  '@changeId': changeIdSchema,
  '@seq': z.number(),
  '@observedOn': plainDateSchema,
  '@recordedAt': z.string(),
  '@source': z.string(),
  '@sourceRef': z.string(),
  '@observer': z.string(),
  '@reason': z.string(),
  '@cipher': z.instanceof(Buffer).nullable(),
  '@index': z.instanceof(Buffer).nullable(),
  '@status': z.string().nullable(),
})

const numberOf = { family: 'kk', person: 'nik' } as const

/**
 * All sayings up to the point in time, oldest first; those of persons absorbed by a merge that is believed then stand
 * under the id of the person who was kept.
 */
export const findSayings =
  (codebook: Codebook, level: 'family' | 'person', ids: readonly string[], { day, knownAt }: AsOf) =>
  async (db: Db): Promise<readonly Saying[]> => {
    const [id, number] = [sql.id('fact', `${level}_id`), numberOf[level]]
    const absorbed = sql`union all select absorbed_id, kept_id from person_merge where kept_id = any(${ids}) and recorded @> ${knownAt}::timestamptz`
    const rows = await db.many(
      sayingRow,
      sql`
      select wanted.kept as "@id", change.change_id as "@changeId", change.seq as "@seq", fact.observed_on as "@observedOn",
             fact.recorded_at as "@recordedAt", change.source as "@source", change.source_ref as "@sourceRef",
             change.observer as "@observer", change.reason as "@reason", ${sql.id('fact', `${number}_cipher`)} as "@cipher",
             ${sql.id('fact', `${number}_index`)} as "@index", ${sql.id('fact', `${number}_status`)} as "@status",
             ${columnList(factVariables(codebook, level), 'fact')}
        from (select id, id from unnest(${ids}::uuid[]) id ${level === 'person' ? absorbed : sql.empty}) wanted (stored, kept)
        join ${sql.id(`${level}_fact`)} fact on ${id} = wanted.stored
        join change using (change_id)
       where fact.observed_on <= ${day} and fact.recorded_at <= ${knownAt}
       order by wanted.kept, fact.observed_on, change.seq, wanted.stored = wanted.kept`,
    )
    return rows.map(parseSaying)
  }

function parseSaying(row: z.infer<typeof sayingRow>): Saying {
  const {
    '@id': id,
    '@changeId': changeId,
    '@seq': seq,
    '@observedOn': observedOn,
    '@recordedAt': recordedAt,
  } = row
  const { '@source': source, '@sourceRef': sourceRef, '@observer': observer, '@reason': reason } = row
  const { '@cipher': cipher, '@index': index, '@status': status } = row
  const facts = Object.entries(row).flatMap(([name, value]) =>
    !name.startsWith('@') && (typeof value === 'string' || typeof value === 'number')
      ? [[name, value] as const]
      : [],
  )
  const number = status === null ? undefined : { cipher, index, status }
  return {
    id,
    changeId,
    seq,
    observedOn,
    recordedAt,
    source,
    sourceRef,
    observer,
    reason,
    number,
    facts: Object.fromEntries(facts),
  }
}
