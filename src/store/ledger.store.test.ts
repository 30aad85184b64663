import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  type AreaId,
  type PersonId,
  type PlainDate,
  Problem,
  addDays,
  areaIdSchema,
  branded,
  plainDate,
} from '../kernel/index.ts'
import { familyCodebook } from '../questionnaire/index.ts'
import {
  type Change,
  type ChangeRequest,
  type FamilyView,
  familyOn,
  planChange,
  replay,
} from '../registry/index.ts'
import { sql } from '../sql/index.ts'
import { eachStore } from '../../tests/support/stores.ts'
import { plainVault } from '../../tests/support/vault.ts'
import { type Store, applyCodebook, findFamilyViews, recordChange } from './index.ts'

const recording = { codebook: familyCodebook, vault: plainVault }

eachStore((store) => {
  test('replaying the ledger rebuilds every family, on every day and as known at every time', async () => {
    const villages = await prepare(store())
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const told = await tell(store(), villages, steps)
        for (const [count, knownAt] of told.instants.entries()) {
          const state = replay(told.changes.slice(0, count + 1))
          for (const day of told.days) {
            const expected = [...state.families.keys()].flatMap((id) => familyOn(state, id, day) ?? [])
            const found = await store().asOwner(
              findFamilyViews(familyCodebook, [...state.families.keys()], { day, knownAt }),
            )
            expect(sorted(found)).toEqual(sorted(expected))
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('no person is in two families on one day', async () => {
    const row = z.object({ count: z.number() })
    const twice = await store().asOwner((db) =>
      db.get(
        row,
        sql`
      select count(*) from family_member a join family_member b
        on a.person_id = b.person_id and a.family_member_id < b.family_member_id
       and a.valid && b.valid and a.recorded && b.recorded`,
      ),
    )
    expect(twice.count).toBe(0)
  })

  test('a family without a head is refused at commit', async () => {
    const [village] = await prepare(store())
    const { familyId, personId, changeId } = {
      familyId: crypto.randomUUID(),
      personId: crypto.randomUUID(),
      changeId: crypto.randomUUID(),
    }
    const headless: Change = {
      changeId: branded(changeId),
      kind: 'registration',
      villageId: village!,
      familyId: branded(familyId),
      effectiveOn: plainDate('2024-01-01'),
      observedOn: plainDate('2024-01-01'),
      source: 'desk',
      sourceRef: '',
      observer: '',
      reason: 'test',
      effects: [
        {
          kind: 'family_state',
          familyId: branded(familyId),
          from: plainDate('2024-01-01'),
          to: { villageId: village!, slsId: undefined, status: 'active', statusReason: '' },
        },
        { kind: 'person_state', personId: branded(personId), from: plainDate('2024-01-01'), to: 'alive' },
        {
          kind: 'member',
          personId: branded(personId),
          from: plainDate('2024-01-01'),
          to: { familyId: branded(familyId), relation: '3' },
        },
      ],
    }
    await expect(store().asOwner(recordChange(headless, recording))).rejects.toThrow(/has no head/)
  })

  test.each([
    ['an update of a fact', sql`update family_fact set observed_on = observed_on + 1`],
    ['a deletion from the ledger', sql`delete from change`],
    ['a membership moved to another person', sql`update family_member set person_id = family_id`],
    [
      'a membership opened again',
      sql`update family_member set recorded = tstzrange(lower(recorded), null) where not upper_inf(recorded)`,
    ],
  ])('%s is refused, even to the owner', async (_, statement) => {
    await expect(store().asOwner((db) => db.run(statement))).rejects.toThrow(/nothing is overwritten/)
  })
})

type Step = {
  readonly what: ChangeRequest['kind']
  readonly pick: number
  readonly other: number
  readonly days: number
}

const step = fc.record<Step>({
  what: fc.constantFrom(
    'registration',
    'registration',
    'birth',
    'death',
    'move_in',
    'move_out',
    'family_move',
    'split',
    'family_merge',
    'change_of_head',
    'correction',
    'observation',
    'deactivation',
    'reactivation',
    'person_merge',
    'person_unmerge',
  ),
  pick: fc.nat(1000),
  other: fc.nat(1000),
  days: fc.integer({ min: 0, max: 40 }),
})

async function prepare(store: Store): Promise<readonly AreaId[]> {
  return await store.asOwner(async (db) => {
    await applyCodebook(familyCodebook)(db)
    const row = z.object({ areaId: areaIdSchema })
    const villages = await db.many(
      row,
      sql`insert into area (level, kind, name, synthetic) values (4, 'desa', 'Sukaasri', true), (4, 'desa', 'Mekarwangi', true) returning area_id as "areaId"`,
    )
    return villages.map(({ areaId }) => areaId)
  })
}

/** Records a story change by change, each in a transaction of its own, and notes the instant after each. */
async function tell(store: Store, villages: readonly AreaId[], steps: readonly Step[]) {
  const changes: Change[] = []
  const instants: string[] = []
  const days: PlainDate[] = []
  let day = plainDate('2023-01-01')
  for (const each of steps) {
    day = addDays(day, each.days)
    const request = requestOf(each, familiesOf(changes, day), villages, absorbedIn(changes))
    if (!request) continue
    const head = {
      effectiveOn: addDays(day, -(each.other % 2)),
      observedOn: day,
      source: 'desk',
      sourceRef: '',
      observer: 'uji',
      reason: 'uji',
    } as const
    const planned = planChange(request, head, { families: familiesOf(changes, head.effectiveOn) }, () =>
      crypto.randomUUID(),
    )
    if (planned.kind === 'refused') continue
    if (!(await recorded(store, planned.change))) continue
    changes.push(planned.change)
    days.push(head.effectiveOn, day)
    instants.push(await now(store))
    // The next change is to fall in a later millisecond, so that "known at" tells them apart.
    await wait(2)
  }
  return { changes, instants, days: [...new Set(days)] }
}

/** Whether the change went in; one that would take effect before a later one is refused, as it should be. */
async function recorded(store: Store, change: Change): Promise<boolean> {
  try {
    await store.asOwner(recordChange(change, recording))
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'laterChangeExists') return false
    throw error
  }
}

async function now(store: Store): Promise<string> {
  return (await store.asOwner((db) => db.get(z.object({ at: z.string() }), sql`select instant() as at`))).at
}

function familiesOf(changes: readonly Change[], day: PlainDate): readonly FamilyView[] {
  const state = replay(changes)
  return [...state.families.keys()].flatMap((id) => familyOn(state, id, day) ?? [])
}

function absorbedIn(changes: readonly Change[]): readonly [PersonId, PersonId][] {
  return [...replay(changes).absorbedInto]
}

function requestOf(
  { what, pick, other }: Step,
  families: readonly FamilyView[],
  villages: readonly AreaId[],
  absorbed: readonly [PersonId, PersonId][],
): ChangeRequest | undefined {
  const family = families.length > 0 ? families[pick % families.length] : undefined
  const target = families.length > 0 ? families[other % families.length] : undefined
  const member = family?.members[other % Math.max(1, family.members.length)]
  const stranger = target?.members[pick % Math.max(1, target.members.length)]
  const villageId = villages[other % villages.length]!
  const heir = family?.members.find(({ personId }) => personId !== member?.personId)
  const newHead = heir && { personId: heir.personId, relations: {} }
  if (what === 'registration') {
    const person = (relation: '1' | '2' | '3', name: string) => ({
      relation,
      facts: { name, sex: relation === '2' ? '2' : '1' },
    })
    const members = [person('1', 'Suparman'), person('2', 'Sri'), person('3', 'Dimas')].slice(
      0,
      1 + (pick % 3),
    )
    return {
      kind: what,
      villageId,
      facts: { floor: String(1 + (other % 9)), floor_area_m2: 20 + (pick % 50) },
      members,
    }
  }
  if (what === 'person_unmerge') {
    const [absorbedId, keptId] = absorbed[pick % Math.max(1, absorbed.length)] ?? []
    return absorbedId && keptId && family
      ? { kind: what, absorbedId, keptId, back: { familyId: family.familyId, relation: '3' } }
      : undefined
  }
  if (!family || !member || !target || !stranger) return undefined
  const { familyId } = family
  const { personId } = member
  switch (what) {
    case 'birth':
      return {
        kind: what,
        familyId,
        child: { relation: '3', facts: { name: 'Rizky', birth_date: '2023-01-01' } },
      }
    case 'death':
    case 'move_out':
      return { kind: what, personId, newHead }
    case 'move_in':
      return { kind: what, personId: stranger.personId, familyId, relation: '8', newHead: undefined }
    case 'family_move':
      return { kind: what, familyId, villageId }
    case 'split':
      return { kind: what, familyId, leaving: [{ personId, relation: '1' }], newHead }
    case 'family_merge':
      return family === target
        ? undefined
        : {
            kind: what,
            keptId: familyId,
            absorbedId: target.familyId,
            relations: Object.fromEntries(target.members.map((each) => [each.personId, '8' as const])),
          }
    case 'change_of_head':
      return {
        kind: what,
        familyId,
        newHead: {
          personId,
          relations: Object.fromEntries(
            family.members
              .filter((each) => each.relation === '1')
              .map((each) => [each.personId, '6' as const]),
          ),
        },
      }
    case 'correction':
    case 'observation':
      return pick % 2 === 0
        ? { kind: what, subject: { familyId }, facts: { floor: String(1 + (other % 9)) } }
        : { kind: what, subject: { personId }, facts: { name: `Nama ${other}` } }
    case 'deactivation':
      return { kind: what, familyId, statusReason: 'not_found' }
    case 'reactivation':
      return { kind: what, familyId }
    case 'person_merge':
      return { kind: what, keptId: stranger.personId, absorbedId: personId, newHead }
  }
}

function sorted(families: readonly FamilyView[]): FamilyView[] {
  return families.toSorted((a, b) => (a.familyId < b.familyId ? -1 : 1))
}
