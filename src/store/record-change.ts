import { z } from 'zod'
import type { AccountId } from '../kernel/index.ts'
import type { Codebook } from '../questionnaire/index.ts'
import { type Change, type Effect, type NumberFact, headRelation } from '../registry/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import type { Db } from './database.ts'
import { problems } from './problems.ts'

/** Encrypts identity numbers and makes the keyed index by which they are found; held by the access room. */
export type NumberVault = {
  readonly seal: (number: SealedPlace & { readonly digits: string }) => {
    readonly cipher: Buffer
    readonly index: Buffer
  }
}

/** Bound to the ciphertext, so that one cannot be moved to another row. */
export type SealedPlace = { readonly column: 'nik' | 'kk'; readonly rowId: string }

export type Recording = {
  readonly codebook: Codebook
  readonly vault: NumberVault
  readonly accountId?: AccountId | undefined
}

/**
 * Writes one change: the ledger entry and what it says. The database refuses what breaks the registry's rules (two
 * families on one day, no head, an area out of scope) whatever the plan said.
 * @throws Problem `laterChangeExists` when one of the families concerned changed on a later day already.
 */
export const recordChange =
  (change: Change, recording: Recording) =>
  async (db: Db): Promise<void> => {
    await refuseBeforeLaterChange(change)(db)
    await insertHead(change, recording)(db)
    for (const effect of change.effects.toSorted((a, b) => orderOf(a) - orderOf(b))) {
      await writeEffect(change, effect, recording)(db)
    }
  }

/** Rows that others refer to come first; a head steps down before the next one is appointed. */
function orderOf(effect: Effect): number {
  return order[effect.kind] + (effect.kind === 'member' && effect.to?.relation === headRelation ? 0.5 : 0)
}

const order: Readonly<Record<Effect['kind'], number>> = {
  family_state: 0,
  person_state: 1,
  unmerge: 2,
  merge: 3,
  member: 4,
  household_member: 5,
  family_facts: 6,
  person_facts: 7,
}

const refuseBeforeLaterChange =
  ({ effects, effectiveOn }: Change) =>
  async (db: Db): Promise<void> => {
    const persons = effects.flatMap((effect) => (effect.kind === 'member' ? [effect.personId] : []))
    const families = effects.flatMap((effect) =>
      effect.kind === 'family_state'
        ? [effect.familyId]
        : effect.kind === 'member' && effect.to
          ? [effect.to.familyId]
          : [],
    )
    const later = await db.get(
      z.object({ exists: z.boolean() }),
      sql`
    with concerned as (
      select unnest(${families}::uuid[]) as family_id
      union select family_id from family_member where person_id = any(${persons}) and upper_inf(recorded))
    select exists (select from family_member where upper_inf(recorded) and greatest(lower(valid), upper(valid)) > ${effectiveOn}
                      and (family_id in (select family_id from concerned) or person_id = any(${persons})))
        or exists (select from family_state where upper_inf(recorded) and greatest(lower(valid), upper(valid)) > ${effectiveOn}
                      and family_id in (select family_id from concerned)) as exists`,
    )
    if (later.exists) throw problems.laterChangeExists({ effectiveOn })
  }

const insertHead =
  (change: Change, { accountId }: Recording) =>
  async (db: Db): Promise<void> => {
    const {
      changeId,
      kind,
      villageId,
      familyId,
      personId,
      effectiveOn,
      observedOn,
      source,
      sourceRef,
      observer,
      reason,
    } = change
    await createRoots(change)(db)
    await db.run(sql`
    insert into change (change_id, kind, village_id, family_id, person_id, effective_on, observed_on, recorded_by, source, source_ref, observer, reason)
    values (${changeId}, ${kind}, ${villageId}, ${familyId ?? null}, ${personId ?? null}, ${effectiveOn}, ${observedOn}, ${accountId ?? null}, ${source}, ${sourceRef}, ${observer}, ${reason})`)
  }

/** Families and persons that the change names for the first time. */
const createRoots =
  ({ effects, villageId }: Change) =>
  async (db: Db): Promise<void> => {
    const families = effects.flatMap((effect) => (effect.kind === 'family_state' ? [effect.familyId] : []))
    const persons = effects.flatMap((effect) =>
      effect.kind === 'person_state' && effect.to === 'alive' ? [effect.personId] : [],
    )
    await db.run(
      sql`insert into family (family_id, village_id) select id, ${villageId}::int from unnest(${families}::uuid[]) id on conflict do nothing`,
    )
    await db.run(
      sql`insert into person (person_id, village_id) select id, ${villageId}::int from unnest(${persons}::uuid[]) id on conflict do nothing`,
    )
  }

const writeEffect =
  (change: Change, effect: Effect, recording: Recording) =>
  async (db: Db): Promise<void> => {
    switch (effect.kind) {
      case 'family_state': {
        const { villageId, slsId = null, status, statusReason } = effect.to
        const values = {
          village_id: sql`${villageId}::int`,
          sls_id: sql`${slsId}::int`,
          status: sql`${status}`,
          status_reason: sql`${statusReason}`,
        }
        return await setDated('family_state', { family_id: effect.familyId }, values, effect.from, change)(db)
      }
      case 'person_state':
        return await setDated(
          'person_state',
          { person_id: effect.personId },
          { status: sql`${effect.to}` },
          effect.from,
          change,
        )(db)
      case 'member': {
        const values = effect.to && {
          family_id: sql`${effect.to.familyId}::uuid`,
          relation: sql`${effect.to.relation}`,
        }
        return await setDated('family_member', { person_id: effect.personId }, values, effect.from, change, [
          'family_id',
          'relation',
        ])(db)
      }
      case 'household_member': {
        const values = effect.to && { household_id: sql`${effect.to}::uuid` }
        return await setDated(
          'household_member',
          { person_id: effect.personId },
          values,
          effect.from,
          change,
          ['household_id'],
        )(db)
      }
      case 'family_facts':
        return await insertFacts('family', effect.familyId, effect.facts, effect.kk, change, recording)(db)
      case 'person_facts':
        return await insertFacts('person', effect.personId, effect.facts, effect.nik, change, recording)(db)
      case 'merge':
        await db.run(
          sql`insert into person_merge (kept_id, absorbed_id, change_id) values (${effect.keptId}, ${effect.absorbedId}, ${change.changeId})`,
        )
        return
      case 'unmerge':
        await db.run(sql`update person_merge set recorded = tstzrange(lower(recorded), instant()), ended_by = ${change.changeId}
        where absorbed_id = ${effect.absorbedId} and upper_inf(recorded)`)
    }
  }

/**
 * From the day `from` on `values` hold for the row's key (nothing, when undefined). What was believed about that day and
 * later ones is closed, not overwritten; its part before that day is said again under this change.
 */
const setDated =
  (
    table: string,
    key: Readonly<Record<string, string>>,
    values: Readonly<Record<string, Sql>> | undefined,
    from: string,
    { changeId }: Change,
    columns = Object.keys(values ?? {}),
  ) =>
  async (db: Db): Promise<void> => {
    const [[keyName, keyValue] = ['', '']] = Object.entries(key)
    const where = sql`${sql.id(keyName)} = ${keyValue} and upper_inf(recorded) and (upper_inf(valid) or upper(valid) > ${from})`
    const names = sql.join(columns.map((column) => sql.id(column)))
    const kept = sql`select ${sql.id(keyName)}, ${names}, daterange(lower(valid), ${from}), ${changeId}::uuid from closed where lower(valid) < ${from}`
    const added =
      values &&
      sql`select ${keyValue}::uuid, ${sql.join(columns.map((column) => values[column] ?? sql`null`))}, daterange(${from}, null), ${changeId}::uuid`
    // The rows are closed first: in one statement the exclusion constraint would still see them open.
    const closed = await db.many(
      idRow,
      sql`update ${sql.id(table)} set recorded = tstzrange(lower(recorded), instant()), ended_by = ${changeId}
      where ${where} returning ${sql.id(`${table}_id`)} as id`,
    )
    await db.run(sql`with closed as (select * from ${sql.id(table)} where ${sql.id(`${table}_id`)} = any(${closed.map(({ id }) => id)}))
      insert into ${sql.id(table)} (${sql.id(keyName)}, ${names}, valid, change_id) ${sql.join(added ? [kept, added] : [kept], ' union all ')}`)
  }

const idRow = z.object({ id: z.number() })

const numberColumns = { family: 'kk', person: 'nik' } as const

const insertFacts =
  (
    level: 'family' | 'person',
    id: string,
    facts: Readonly<Record<string, string | number>>,
    number: NumberFact | undefined,
    change: Change,
    { vault }: Recording,
  ) =>
  async (db: Db): Promise<void> => {
    const column = numberColumns[level]
    const sealed =
      number && number.digits !== '' ? vault.seal({ column, rowId: id, digits: number.digits }) : undefined
    const columns: Record<string, unknown> = {
      [`${level}_id`]: id,
      change_id: change.changeId,
      observed_on: change.observedOn,
      ...facts,
      ...(number && {
        [`${column}_cipher`]: sealed?.cipher ?? null,
        [`${column}_index`]: sealed?.index ?? null,
        [`${column}_status`]: number.status,
      }),
    }
    await db.run(sql`insert into ${sql.id(`${level}_fact`)} (${sql.join(Object.keys(columns).map((name) => sql.id(name)))})
      values (${sql.join(Object.values(columns).map((value) => sql`${value}`))})`)
  }
