import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeys, keyFileIn, readKeys, replaceKeys } from './key-file.ts'
import { demoKeys, deriveKey, masterKeyOf, servingPassword, withNewKey } from './keys.ts'
import { seededBytes } from './random-bytes.ts'

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'mutakhir-keys-')), 'keys')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

test('keys are read as they were written, from a file that only its owner reads', () => {
  createKeys(folder, demoKeys(7))
  expect(readKeys(folder)).toEqual(demoKeys(7))
  expect(statSync(keyFileIn(folder)).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('a key file that the group can read is refused', () => {
  createKeys(folder, demoKeys(7))
  chmodSync(keyFileIn(folder), 0o640)
  expect(() => readKeys(folder)).toThrow(expect.objectContaining({ code: 'keysExposed' }))
})

test('keys are never overwritten by new ones', () => {
  createKeys(folder, demoKeys(7))
  expect(() => createKeys(folder, demoKeys(8))).toThrow(expect.objectContaining({ code: 'keysExist' }))
  expect(readKeys(folder)).toEqual(demoKeys(7))
})

test('a missing and a damaged key file are told apart, and no secret is in the message', () => {
  expect(() => readKeys(folder)).toThrow(expect.objectContaining({ code: 'keysMissing' }))
  createKeys(folder, demoKeys(7))
  const text = readFileSync(keyFileIn(folder), 'utf8')
  const secret = Buffer.from(demoKeys(7).masters[0].secret).toString('base64url')
  writeFileSync(keyFileIn(folder), text.replace(secret, secret.slice(1)))
  expect(() => readKeys(folder)).toThrow(expect.objectContaining({ code: 'keysDamaged' }))
  expect(() => readKeys(folder)).not.toThrow(secret.slice(1))
})

test('demo keys are equal for equal seeds, differ for others, and are marked', () => {
  expect(demoKeys(7)).toEqual(demoKeys(7))
  expect(servingPassword(demoKeys(7))).not.toBe(servingPassword(demoKeys(8)))
  expect(demoKeys(7).synthetic).toBe(true)
})

test('keys of different purposes have nothing in common', () => {
  const master = masterKeyOf(new Uint8Array(32))
  expect(deriveKey(master, 'nik cipher').equals(deriveKey(master, 'nik index'))).toBe(false)
})

test('a rotation puts the new key in front and keeps the old ones, on file too', () => {
  createKeys(folder, demoKeys(7))
  const rotated = withNewKey(withNewKey(readKeys(folder), 'masters', seededBytes(1)), 'lists', seededBytes(2))
  replaceKeys(folder, rotated)
  const read = readKeys(folder)
  expect(read.masters[1]).toEqual(demoKeys(7).masters[0])
  expect(read.signing.lists[1]).toEqual(demoKeys(7).signing.lists[0])
  expect(read.masters).toHaveLength(2)
})
