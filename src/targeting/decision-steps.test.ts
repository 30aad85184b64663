import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Row, runOnDuckDb, runSteps } from '../../tests/support/tables-on-duckdb.ts'
import {
  type CaseFamily,
  aFamily,
  probabilityOf,
  recipient,
  targetingTables,
} from '../../tests/support/targeting-case.ts'
import { duckDbDialect, openDuckDb } from '../engine/duckdb/index.ts'
import { plainDate } from '../kernel/index.ts'
import { budgetStep } from './budget-step.ts'
import { getReasonText } from './reason-text.ts'
import { decisionSteps } from './decision-steps.ts'
import { nextRecipientStep } from './next-recipient-step.ts'
import { type Programme, programmeSchema } from './programme.ts'

const decisionDate = plainDate('2026-04-01')

function aProgramme(change: Partial<Programme> = {}): Programme {
  const reason = { id: 'alasan', en: 'reason' }
  const programme = programmeSchema.parse({
    code: 'contoh',
    name: { id: 'Program Contoh', en: 'Example programme' },
    validFrom: '2026-01-01',
    sources: [{ what: { id: 'all', en: 'all' }, source: 'made up for tests', standing: 'confirmed' }],
    unit: { kind: 'family' },
    benefit: { kind: 'flat', amountRupiah: 100_000, paymentsPerYear: 12 },
    quotaLevel: 'regency',
    quotaNational: 100,
    rules: [
      { code: 'decile', reason, when: { kind: 'compare', column: 'decile_national', is: '<=', value: 4 } },
    ],
    protections: [
      {
        code: 'grave_illness',
        reason,
        when: {
          kind: 'members',
          who: { kind: 'oneOf', column: 'chronic_illness', values: ['10'] },
          atLeast: 1,
        },
      },
    ],
    incumbentMargin: 0,
    waitingShare: 0,
    noticeDays: 30,
  })
  return { ...programme, ...change }
}

function stepsOf(programme: Programme) {
  const decision = decisionSteps(programme, { dialect: duckDbDialect, decisionDate })
  return [...decision, budgetStep, nextRecipientStep]
}

/** Outcome and reasons of each family, under `quota` places in regency 97.01. */
async function decide(families: readonly CaseFamily[], quota: number, change: Partial<Programme> = {}) {
  const tables = targetingTables(families, { '97.01': quota })
  const [rows = []] = await runOnDuckDb(tables, stepsOf(aProgramme(change)), ['decision'])
  return Object.fromEntries(rows.map((row) => [row.family_id, row]))
}

test('the poorest get the places, and the margin says how far each is from the cut', async () => {
  const families = ['a', 'b', 'c', 'd'].map((id, index) => aFamily(id, { score: 12 + index }))
  expect(await decide(families, 2, { waitingShare: 0.5 })).toMatchObject({
    a: { outcome: 'selected', reasons: 'within_quota new_recipient', rank: 1, margin_families: 1 },
    b: { outcome: 'selected', rank: 2, margin_families: 0, margin_probability: 0, benefit_rupiah: 1_200_000 },
    c: { outcome: 'waiting', reasons: 'next_in_line', margin_families: -1, waiting_position: 1 },
    d: { outcome: 'above_cut', reasons: 'above_cut', rank: 4, waiting_position: null },
  })
})

test('who does not fulfil a rule is told which', async () => {
  expect(await decide([aFamily('a', { decile: 5 })], 1)).toMatchObject({
    a: { outcome: 'not_eligible', reasons: 'decile', rank: null },
  })
})

test('nobody is removed without notice, and the place is held until it has run out', async () => {
  const families = [aFamily('new', { score: 12 }), aFamily('old', { score: 14, recipient })]
  expect(await decide(families, 1)).toMatchObject({
    new: { outcome: 'waiting', reasons: 'place_held' },
    old: { outcome: 'notice', reasons: 'above_cut', notice_date: '2026-04-01', effective_date: '2026-05-01' },
  })
  const warned = (noticeDate: string) => [
    families[0]!,
    aFamily('old', { score: 14, recipient: { ...recipient, noticeDate } }),
  ]
  expect(await decide(warned('2026-03-03'), 1)).toMatchObject({
    new: { outcome: 'waiting' },
    old: { outcome: 'notice', notice_date: '2026-03-03', effective_date: '2026-04-02' },
  })
  expect(await decide(warned('2026-03-02'), 1)).toMatchObject({
    new: { outcome: 'selected', reasons: 'within_quota new_recipient' },
    old: { outcome: 'above_cut', reasons: 'above_cut notice_expired', effective_date: '2026-04-01' },
  })
})

test('the next decision starts from the list in force, with the notices that run', async () => {
  const families = [
    aFamily('gone', { isInSnapshot: false, recipient }),
    aFamily('new', { score: 12 }),
    aFamily('old', { score: 14, recipient }),
    aFamily('waits', { score: 13 }),
  ]
  const tables = targetingTables(families, { '97.01': 3 })
  const [rows] = await runOnDuckDb(tables, stepsOf(aProgramme()), ['next_recipient'])
  const common = { village_code: '97.01.01.2001', units: 1, protection_ended_on: null }
  expect(rows).toEqual([
    { family_id: 'gone', notice_date: '2026-04-01', ...common },
    { family_id: 'new', notice_date: null, ...common },
    { family_id: 'old', notice_date: null, ...common },
  ])
})

test('a family that falls out of the snapshot gets notice too', async () => {
  expect(await decide([aFamily('gone', { isInSnapshot: false, recipient })], 1)).toMatchObject({
    gone: { outcome: 'notice', reasons: 'not_in_snapshot', quota_area: '97.01' },
  })
})

test('a notice is withdrawn when the family is within the quota again', async () => {
  const family = aFamily('a', { recipient: { ...recipient, noticeDate: '2026-03-20' } })
  expect(await decide([family], 1)).toMatchObject({
    a: { outcome: 'selected', reasons: 'within_quota notice_withdrawn', notice_date: null },
  })
})

test.each([
  ['a grave illness', { illness: '10' }, 'grave_illness decile'],
  ['the protected list', { isListedProtected: true }, 'protected_list decile'],
  [
    'the protected list, out of the snapshot',
    { isListedProtected: true, isInSnapshot: false },
    'protected_list not_in_snapshot',
  ],
  ['a missing score', { score: null }, 'no_score decile'],
])('%s keeps a recipient until somebody has looked', async (_, change, reasons) => {
  const family = aFamily('kept', { decile: 9, recipient, ...change })
  expect(await decide([family, aFamily('poor')], 1)).toMatchObject({
    kept: { outcome: 'kept_protected', reasons },
    poor: { outcome: 'above_cut' },
  })
  const reviewed = { ...family, recipient: { ...recipient, protectionEndedOn: '2026-02-01' } }
  expect(await decide([reviewed], 1)).toMatchObject({ kept: { outcome: 'notice' } })
})

test('a recipient gives way only to families better by more than the margin', async () => {
  const families = [
    aFamily('a', { score: 11 }),
    ...['b', 'c'].map((id) => aFamily(id, { score: 12 })),
    aFamily('old', { score: 13, recipient }),
  ]
  const outcomes = async (margin: number) => (await decide(families, 2, { incumbentMargin: margin })).old
  expect(await outcomes(0.5)).toMatchObject({ outcome: 'notice', rank: 4, margin_families: -2 })
  expect(await outcomes(1)).toMatchObject({ outcome: 'selected', reasons: 'kept_by_margin' })
})

test('an area without quota selects nobody and says so', async () => {
  const [rows] = await runOnDuckDb(targetingTables([aFamily('a')], {}), stepsOf(aProgramme()), ['decision'])
  expect(rows).toMatchObject([{ outcome: 'above_cut', reasons: 'no_quota above_cut' }])
})

test('a quota of persons is filled by whole families', async () => {
  const child = { kind: 'compare', column: 'age', is: '<', value: 18 } as const
  const families = [
    aFamily('one', { score: 11, ages: [40, 5] }),
    aFamily('two', { score: 12, ages: [40, 5, 7] }),
    aFamily('none', { score: 10, ages: [40] }),
  ]
  const unit = { kind: 'person', who: child } as const
  expect(await decide(families, 2, { unit })).toMatchObject({
    one: { outcome: 'selected', units: 1, benefit_rupiah: 1_200_000 },
    two: { outcome: 'above_cut', units: 2 },
    none: { outcome: 'not_eligible', reasons: 'no_eligible_member' },
  })
})

test('a big family that has no room does not keep the poorest from an empty place', async () => {
  const families = [
    aFamily('poorest', { score: 11 }),
    aFamily('big', {
      score: 12,
      ages: [40, 5, 7],
      recipient: { ...recipient, units: 3, noticeDate: '2026-01-10' },
    }),
  ]
  expect(await decide(families, 2, { unit: { kind: 'person' }, incumbentMargin: 0.5 })).toMatchObject({
    poorest: { outcome: 'selected' },
    big: { outcome: 'above_cut', reasons: 'above_cut notice_expired' },
  })
})

test('components pay the dearest members first, up to the limit', async () => {
  const component = (code: string, amountRupiahPerYear: number, until: number, maxPersons?: number) => ({
    code,
    label: { id: code, en: code },
    amountRupiahPerYear,
    who: { kind: 'compare', column: 'age', is: '<=', value: until } as const,
    ...(maxPersons === undefined ? {} : { maxPersons }),
  })
  const benefit = {
    kind: 'components',
    maxPersons: 3,
    components: [component('pupil', 10, 18), component('small', 100, 6, 2)],
  } as const
  const families = [
    aFamily('a', { ages: [1, 2, 3, 9, 10] }),
    aFamily('b', { ages: [1, 9, 30] }),
    aFamily('c', { ages: [30] }),
  ]
  // Small children count twice at most, and the two pupils for the one place that is left.
  expect(
    await decide(families, 9, { benefit: { ...benefit, components: [...benefit.components] } }),
  ).toMatchObject({
    a: { benefit_rupiah: 210 },
    b: { benefit_rupiah: 110 },
    c: { benefit_rupiah: 0 },
  })
})

test('the budget counts who is paid now, and who will be when notices have run out', async () => {
  const families = [
    aFamily('a', { score: 11 }),
    aFamily('b', { score: 12, recipient }),
    aFamily('c', { score: 13, recipient }),
  ]
  const [rows] = await runOnDuckDb(targetingTables(families, { '97.01': 2 }), stepsOf(aProgramme()), [
    'budget',
  ])
  expect(rows).toEqual([
    {
      programme: 'contoh',
      quota_area: '97.01',
      paid_families: 2,
      paid_units: 2,
      paid_rupiah: 2_400_000,
      lasting_units: 1,
      lasting_rupiah: 1_200_000,
    },
  ])
})

const anyFamily = fc.record({
  village: fc.constantFrom('97.01.01.2001', '97.02.01.2001'),
  isInSnapshot: fc.constant(true),
  score: fc.option(fc.integer({ min: 10, max: 14 })),
  decile: fc.integer({ min: 1, max: 6 }),
  ages: fc.array(fc.constantFrom(5, 40), { minLength: 1, maxLength: 3 }),
  illness: fc.constantFrom(null, null, null, '10'),
  recipient: fc.option(
    fc.record({
      units: fc.integer({ min: 1, max: 3 }),
      noticeDate: fc.constantFrom(null, '2026-01-10', '2026-03-20'),
      protectionEndedOn: fc.constantFrom(null, '2026-02-01'),
    }),
  ),
  isListedProtected: fc.constantFrom(false, false, true),
})
const anyCase = fc.record({
  families: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: anyFamily },
      {
        weight: 1,
        arbitrary: anyFamily.map((family) => ({
          ...family,
          isInSnapshot: false,
          recipient: family.recipient ?? recipient,
        })),
      },
    ),
    { maxLength: 14 },
  ),
  quotas: fc.record({ '97.01': fc.integer({ min: 0, max: 9 }), '97.02': fc.integer({ min: 0, max: 9 }) }),
  incumbentMargin: fc.constantFrom(0, 0.25, 0.5),
  waitingShare: fc.constantFrom(0, 0.3),
  ofPersons: fc.boolean(),
})

test('the steps decide as the reference does, never overdraw a quota for a newcomer, and explain each outcome', async () => {
  await using db = await openDuckDb()
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ families: drawn, quotas, ofPersons, ...shares }) => {
      const families = drawn.map((family, index) => ({ ...family, id: `f${String(index).padStart(2, '0')}` }))
      const programme = aProgramme({ ...shares, unit: ofPersons ? { kind: 'person' } : { kind: 'family' } })
      const [rows = []] = await runSteps(db, targetingTables(families, quotas), stepsOf(programme), [
        'decision',
      ])
      const [ties] = await runSteps(db, tieTable(families), [tieStep], ['tie'])
      const order = new Map(ties?.map(({ family_id, place }) => [String(family_id), Number(place)]))
      const expected = families.flatMap((family) => [
        referenceOf(families, quotas, programme, order).get(family.id),
      ])
      expect(
        rows.map(({ outcome, rank, margin_families, waiting_position }) => ({
          outcome,
          rank,
          margin_families,
          waiting_position,
        })),
      ).toEqual(expected)
      for (const { reasons } of rows)
        for (const code of String(reasons).split(' ')) getReasonText(code, programme)
      expect(
        Object.entries(quotas).filter(([area, quota]) => isOverdrawnForNewcomers(rows, area, quota)),
      ).toEqual([])
      const tooEarly = (row: Row) => row.outcome === 'notice' && String(row.effective_date) <= decisionDate
      expect(rows.filter(tooEarly)).toEqual([])
    }),
    { numRuns: 80 },
  )
})

function isOverdrawnForNewcomers(rows: readonly Row[], area: string, quota: number): boolean {
  const paid = rows.filter(
    (row) =>
      row.quota_area === area && ['selected', 'notice', 'kept_protected'].includes(String(row.outcome)),
  )
  const units = paid.reduce((sum, row) => sum + Number(row.units), 0)
  return units > quota && paid.some(({ reasons }) => String(reasons).includes('new_recipient'))
}

function tieTable(families: readonly CaseFamily[]) {
  return { tied: { types: { family_id: 'varchar' }, rows: families.map(({ id }) => ({ family_id: id })) } }
}

const tieStep = {
  name: 'tie',
  uses: ['tied'],
  sql: `select family_id, row_number() over (order by ${duckDbDialect.hash('family_id')}) as place from tied`,
}

/** The rules of `decisionSteps` once more, family by family. */
function referenceOf(
  families: readonly CaseFamily[],
  quotas: Readonly<Record<string, number>>,
  programme: Programme,
  tie: ReadonlyMap<string, number>,
) {
  const decided = new Map<
    string,
    { outcome: string; rank: number | null; margin_families: number | null; waiting_position: number | null }
  >()
  for (const [area, quota] of Object.entries(quotas)) {
    const mine = families.filter(({ village }) => village.startsWith(area))
    const unitsOf = (f: CaseFamily) =>
      programme.unit.kind === 'family' ? 1 : f.isInSnapshot ? f.ages.length : (f.recipient?.units ?? 0)
    const total = (list: readonly CaseFamily[]) => list.reduce((sum, f) => sum + unitsOf(f), 0)
    const isEligible = (f: CaseFamily) => f.isInSnapshot && f.score !== null && f.decile <= 4
    const isKept = (f: CaseFamily) =>
      f.recipient !== null &&
      f.recipient.protectionEndedOn === null &&
      (f.isListedProtected || (f.isInSnapshot && (f.illness === '10' || f.score === null)))
    const ranked = mine
      .filter(isEligible)
      .sort((a, b) => a.score! - b.score! || tie.get(a.id)! - tie.get(b.id)!)
    const places = Math.max(0, quota - total(mine.filter(isKept)))
    const open = ranked.filter((f) => !isKept(f))
    const rankOf = (f: CaseFamily) => ranked.indexOf(f) + 1
    const reached = takeUnits(open, places, unitsOf)
    const cut = reached.length === 0 ? 0 : rankOf(reached.at(-1)!)
    const shifted = (f: CaseFamily) =>
      rankOf(f) - (f.recipient ? Math.floor(quota * programme.incumbentMargin) : 0)
    const order = open.toSorted(
      (a, b) =>
        shifted(a) - shifted(b) ||
        Number(b.recipient !== null) - Number(a.recipient !== null) ||
        rankOf(a) - rankOf(b),
    )
    const inside = new Set(takeUnits(order, places, unitsOf))
    const outcomes = new Map<string, string>()
    for (const f of mine)
      if (isKept(f)) outcomes.set(f.id, isEligible(f) && rankOf(f) <= cut ? 'selected' : 'kept_protected')
      else if (f.recipient && inside.has(f)) outcomes.set(f.id, 'selected')
      else if (f.recipient && f.recipient.noticeDate !== '2026-01-10') outcomes.set(f.id, 'notice')
    const queue = open.filter((f) => !outcomes.has(f.id))
    const free = quota - total(mine.filter((f) => outcomes.has(f.id)))
    const admitted = takeUnits(queue, free, unitsOf)
    const waiting = queue
      .filter((f) => !admitted.includes(f))
      .filter((f, index) => inside.has(f) || index < Math.ceil(quota * programme.waitingShare))
    for (const f of mine) {
      const outcome =
        outcomes.get(f.id) ??
        (!isEligible(f)
          ? 'not_eligible'
          : admitted.includes(f)
            ? 'selected'
            : waiting.includes(f)
              ? 'waiting'
              : 'above_cut')
      const rank = isEligible(f) ? rankOf(f) : null
      decided.set(f.id, {
        outcome,
        rank,
        margin_families: rank === null ? null : cut - rank,
        waiting_position: outcome === 'waiting' ? waiting.indexOf(f) + 1 : null,
      })
    }
  }
  return decided
}

/** From the first on, until the next would need more than `places`. */
function takeUnits(
  list: readonly CaseFamily[],
  places: number,
  unitsOf: (f: CaseFamily) => number,
): readonly CaseFamily[] {
  let used = 0
  const end = list.findIndex((f) => (used += unitsOf(f)) > places)
  return end < 0 ? list : list.slice(0, end)
}

test('the probability margin is the distance from the family at the cut', async () => {
  const families = [aFamily('a', { score: 12 }), aFamily('b', { score: 13 }), aFamily('c', { score: 14 })]
  const { a, c } = await decide(families, 2)
  expect(a?.margin_probability).toBeCloseTo(probabilityOf(12) - probabilityOf(13), 6)
  expect(c?.margin_probability).toBeCloseTo(probabilityOf(14) - probabilityOf(13), 6)
})
