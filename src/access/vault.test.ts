import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeKeys, withNewKey } from './keys.ts'
import { seededBytes } from './random-bytes.ts'
import {
  factPlace,
  indexCandidates,
  indexNumber,
  maskNumber,
  openNumber,
  openVault,
  renderMasked,
  resealNumber,
  sealNumber,
  sealNumbers,
} from './vault.ts'

const keys = makeKeys(randomBytes, false)
const vault = openVault(keys, randomBytes)
const place = factPlace({ column: 'nik', rowId: '4c7a0b52-8f0e-4f0a-9d8b-1f3b7e2a6c11' })
const otherPlace = factPlace({ column: 'nik', rowId: '9e1d2f34-8f0e-4f0a-9d8b-1f3b7e2a6c22' })
const nik = '9701994112900012'

test('any text that was sealed opens as it was, at its place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      (number) => {
        expect(openNumber(vault, place, sealNumber(vault, place, number))).toBe(number)
      },
    ),
  )
})

test('a sealed number does not open in another row or column', () => {
  const sealed = sealNumber(vault, place, nik)
  expect(() => openNumber(vault, otherPlace, sealed)).toThrow(/changed or moved/)
  expect(() => openNumber(vault, { ...place, column: 'kk_cipher' }, sealed)).toThrow(/changed or moved/)
})

test('a sealed number with any one bit changed does not open', () => {
  const sealed = sealNumber(vault, place, nik)
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect(() => openNumber(vault, place, changed)).toThrow(/person_fact\|nik_cipher/)
  }
})

test('the same number is sealed differently each time, and indexed the same', () => {
  expect(sealNumber(vault, place, nik)).not.toEqual(sealNumber(vault, place, nik))
  expect(indexNumber(vault, 'nik', nik)).toEqual(indexNumber(vault, 'nik', nik))
  expect(indexNumber(vault, 'nik', nik)).toHaveLength(32)
})

test('a NIK and a KK with the same digits have different indexes', () => {
  expect(indexNumber(vault, 'nik', nik)).not.toEqual(indexNumber(vault, 'kk', nik))
})

test('after a rotation old values open, are found by a candidate index, and are sealed anew with the new key', () => {
  const rotated = openVault(withNewKey(keys, 'masters', randomBytes), randomBytes)
  const sealed = sealNumber(vault, place, nik)
  expect(openNumber(rotated, place, sealed)).toBe(nik)
  expect(indexCandidates(rotated, 'nik', nik)[1]).toEqual(indexNumber(vault, 'nik', nik))
  const fresh = resealNumber(rotated, place, otherPlace, sealed)
  expect(openNumber(rotated, otherPlace, fresh)).toBe(nik)
  expect(() => openNumber(vault, otherPlace, fresh)).toThrow(/key file lacks/)
})

test('many numbers come out in their order, each at its own place', () => {
  const rows = [
    { kind: 'nik', place, number: nik },
    { kind: 'nik', place: otherPlace, number: '9701990101010001' },
  ] as const
  const { ciphers, indexes } = sealNumbers(vault, rows)
  expect(ciphers.map((sealed, row) => openNumber(vault, rows[row]!.place, sealed))).toEqual(
    rows.map(({ number }) => number),
  )
  expect(indexes[1]).toEqual(indexNumber(vault, 'nik', '9701990101010001'))
})

test('with seeded bytes the sealed values are byte-equal', () => {
  const demo = () => sealNumber(openVault(keys, seededBytes(7)), place, nik)
  expect(demo()).toEqual(demo())
})

test('a mask shows the first four and the last four digits, of a short number nothing', () => {
  expect(maskNumber('3204110112900012')).toBe('3204••••••••0012')
  expect(maskNumber('12345')).toBe('•••••')
  expect(renderMasked(vault, place, sealNumber(vault, place, nik))).toBe('9701••••••••0012')
})
