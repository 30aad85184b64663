import { type KeyObject, createHash, generateKeyPairSync, sign as createSignature, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, canonicalJson, plainDate } from '../../kernel/index.ts'
import type { ListEntry } from './list-entry.ts'
import { maskName } from './mask-name.ts'
import {
  type ListFacts,
  type ListSignature,
  checkList,
  manifestSchema,
  publishList,
  renderList,
} from './published-list.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const keys = generateKeyPairSync('ed25519')
const signWith = (key: KeyObject) => (manifest: Json) => ({
  kid: 'test',
  signature: createSignature(null, Buffer.from(canonicalJson(manifest)), key).toString('base64url'),
})
const sign = signWith(keys.privateKey)
const check = {
  sha256,
  isSigned: (manifest: Json, { signature }: ListSignature) =>
    verify(null, Buffer.from(canonicalJson(manifest)), keys.publicKey, Buffer.from(signature, 'base64url')),
}

const facts: ListFacts = {
  programme: 'pkh',
  period: '2026-T2',
  areaCode: '97.01',
  decisionDate: plainDate('2026-04-01'),
  snapshotSha256: sha256('snapshot'),
  modelSha256: sha256('model'),
  programmeSha256: sha256('programme'),
  nameMask: 'initials',
}

function anEntry(familyId: string, change: Partial<ListEntry> = {}): ListEntry {
  return {
    familyId,
    villageCode: '97.01.01.2001',
    headName: 'Siti Aminah',
    standing: 'receives',
    rank: 1,
    waitingPosition: null,
    benefitRupiah: 2_400_000,
    noticeDate: null,
    effectiveDate: plainDate('2026-04-01'),
    ...change,
  }
}

test('a list is ordered by village and family, its names masked', () => {
  const entries = [
    anEntry('b', {
      standing: 'waiting',
      waitingPosition: 1,
      rank: 9,
      benefitRupiah: null,
      effectiveDate: null,
    }),
    anEntry('c', {
      villageCode: '97.01.01.1001',
      headName: null,
      standing: 'notice',
      noticeDate: plainDate('2026-04-01'),
    }),
    anEntry('a'),
  ]
  expect(renderList(entries, 'initials').split('\r\n')).toEqual([
    'village_code,family_id,head_name,standing,rank,waiting_position,benefit_rupiah,notice_date,effective_date',
    '97.01.01.1001,c,,notice,1,,2400000,2026-04-01,2026-04-01',
    '97.01.01.2001,a,S*** A***,receives,1,,2400000,,2026-04-01',
    '97.01.01.2001,b,S*** A***,waiting,9,1,,,',
    '',
  ])
})

test('a name that a spreadsheet would run is disarmed', () => {
  expect(renderList([anEntry('a', { headName: '=HYPERLINK("x")' })], 'whole')).toContain(
    `"'=HYPERLINK(""x"")"`,
  )
})

test.each([
  ['initials', ' Siti  Nur Aminah', 'S*** N*** A***'],
  ['initials', 'Slamet', 'S***'],
  ['initials', '', ''],
  ['whole', 'Slamet', 'Slamet'],
  ['hidden', 'Slamet', ''],
] as const)('under the mask %s, %j is shown as %j', (mask, name, masked) => {
  expect(maskName(name, mask)).toBe(masked)
})

test('the same entries in any order give the same signed list', () => {
  const entries = fc.uniqueArray(
    fc.tuple(
      fc.constantFrom('97.01.01.2001', '97.01.01.2002', '97.01.02.2001'),
      fc.integer({ min: 0, max: 99 }),
    ),
    { selector: ([, id]) => id },
  )
  fc.assert(
    fc.property(
      entries.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const publish = (pairs: typeof list) =>
          publishList(
            pairs.map(([villageCode, id]) => anEntry(String(id), { villageCode })),
            facts,
            { sha256, sign },
          )
        expect(publish(shuffled)).toEqual(publish(list))
      },
    ),
    { numRuns: 50 },
  )
})

test('a list as published has no issues, and its manifest survives the door', () => {
  const list = publishList([anEntry('a'), anEntry('b', { standing: 'waiting' })], facts, { sha256, sign })
  expect(list.manifest).toMatchObject({
    counts: { receives: 1, notice: 0, waiting: 1 },
    csvSha256: sha256(list.csv),
  })
  const manifest = manifestSchema.parse(JSON.parse(JSON.stringify(list.manifest)))
  expect(checkList({ ...list, manifest }, check)).toEqual([])
})

test('a changed file, a changed manifest and a foreign key are found', () => {
  const list = publishList([anEntry('a')], facts, { sha256, sign })
  const codes = (change: Partial<typeof list>) =>
    checkList({ ...list, ...change }, check).map(({ code }) => code)
  expect(codes({ csv: list.csv.replace('2400000', '9400000') })).toEqual(['list_file_changed'])
  expect(codes({ manifest: { ...list.manifest, period: '2026-T3' } })).toEqual(['list_not_signed'])
  const stranger = generateKeyPairSync('ed25519').privateKey
  expect(codes({ signature: signWith(stranger)(list.manifest) })).toEqual(['list_not_signed'])
})
