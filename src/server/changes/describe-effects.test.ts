import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type FamilyId, type PersonId, areaIdSchema, branded, plainDate } from '../../kernel/index.ts'
import { familyCodebook } from '../../questionnaire/index.ts'
import { type ChangeRequest, type FamilyView, planChange } from '../../registry/index.ts'
import { describeEffects } from './describe-effects.ts'

const familyId: FamilyId = branded(randomUUID())
const [budi, sari, ani]: PersonId[] = [branded(randomUUID()), branded(randomUUID()), branded(randomUUID())]
const names = new Map([
  [budi, 'Budi'],
  [sari, 'Sari'],
  [ani, 'Ani'],
])
const day = plainDate('2026-03-01')
const head = {
  effectiveOn: day,
  observedOn: day,
  source: 'desk',
  sourceRef: '',
  observer: '',
  reason: 'surat',
} as const

const family: FamilyView = {
  familyId,
  place: { villageId: areaIdSchema.parse(1), slsId: undefined, status: 'active', statusReason: '' },
  facts: { floor: '8', floor_area_m2: 30 },
  members: [
    { personId: budi!, relation: '1', facts: {} },
    { personId: sari!, relation: '2', facts: {} },
    { personId: ani!, relation: '3', facts: {} },
  ],
}

function effectsOf(request: ChangeRequest) {
  const planned = planChange(request, head, { families: [family] }, randomUUID)
  if (planned.kind !== 'planned') throw new Error(JSON.stringify(planned.issues))
  const nameOf = (personId: PersonId) => names.get(personId) ?? ''
  return describeEffects(planned.change, {
    codebook: familyCodebook,
    families: [family],
    nameOf,
    villageName: (id) => `Desa ${id}`,
  })
}

test('a correction is told variable by variable, with what was known; what is the same is not told', () => {
  const effects = effectsOf({
    kind: 'correction',
    subject: { familyId },
    facts: { floor: '5', floor_area_m2: 30 },
  })
  expect(effects).toHaveLength(1)
  expect(effects[0]).toMatchObject({ what: 'floor', subject: 'Budi' })
  expect(effects[0]?.text.id).toMatch(/^Jenis lantai terluas: .+ menjadi .+\.$/)
})

test('the death of the head is told with the one who follows', () => {
  const effects = effectsOf({ kind: 'death', personId: budi!, newHead: { personId: sari!, relations: {} } })
  expect(effects.map(({ text }) => text.en)).toEqual([
    'Budi has died on 2026-03-01.',
    'Budi is no longer a member from 2026-03-01.',
    expect.stringMatching(/^Sari: from .+ to .+\.$/),
  ])
})

test('a number is told masked', () => {
  const effects = effectsOf({
    kind: 'correction',
    subject: { personId: ani! },
    facts: {},
    number: { digits: '9701010101100001', status: 'well_formed' },
  })
  expect(effects[0]).toMatchObject({ what: 'nik', subject: 'Ani', after: '9701••••••••0001' })
})

test('a child that is born is called by the name it is given', () => {
  const effects = effectsOf({
    kind: 'birth',
    familyId,
    child: { relation: '3', facts: { name: 'Tuti', sex: '2' } },
  })
  expect(effects[0]?.subject).toBe('Tuti')
})

test('a deactivation says why', () => {
  const effects = effectsOf({ kind: 'deactivation', familyId, statusReason: 'not_found' })
  expect(effects.map(({ text }) => text.id)).toEqual([
    'Keluarga Budi menjadi nonaktif (tidak ditemukan) sejak 2026-03-01.',
  ])
})
