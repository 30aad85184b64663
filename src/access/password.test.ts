import { randomBytes } from 'node:crypto'
import { argon2Verify } from 'hash-wasm'
import { expect, test } from 'vitest'
import { hashPassword, isOutdated, isPassword, requireGoodPassword } from './password.ts'

/** Little work: these tests are about what is computed, not how dearly. */
const cost = { memory: 64, passes: 2, lanes: 1 }

test('a password is recognised by its hash, and another is not', async () => {
  const stored = await hashPassword('kuda terbang di sawah', cost, randomBytes)
  expect(await isPassword('kuda terbang di sawah', stored, cost)).toBe(true)
  expect(await isPassword('kuda terbang di sawag', stored, cost)).toBe(false)
})

test('the hash is argon2id in the form that other implementations verify', async () => {
  const stored = await hashPassword('kuda terbang di sawah', cost, randomBytes)
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=64,t=2,p=1\$/)
  expect(await argon2Verify({ password: 'kuda terbang di sawah', hash: stored })).toBe(true)
})

test('a password typed with composed or with decomposed letters is the same', async () => {
  const stored = await hashPassword('caf\u00e9 di tepi sawah', cost, randomBytes)
  expect(await isPassword('cafe\u0301 di tepi sawah', stored, cost)).toBe(true)
})

test('a hash is outdated when the cost has changed, and still recognises its password', async () => {
  const stored = await hashPassword('kuda terbang di sawah', cost, randomBytes)
  const dearer = { ...cost, passes: 3 }
  expect(isOutdated(stored, cost)).toBe(false)
  expect(isOutdated(stored, dearer)).toBe(true)
  expect(await isPassword('kuda terbang di sawah', stored, dearer)).toBe(true)
})

test('an unknown account takes as much work as a known one, and has no password', async () => {
  const measured = { memory: 16_384, passes: 3, lanes: 1 }
  const stored = await hashPassword('kuda terbang di sawah', measured, randomBytes)
  const known = await workOf(() => isPassword('salah sekali ini', stored, measured))
  const unknown = await workOf(() => isPassword('salah sekali ini', undefined, measured))
  expect(await isPassword('', undefined, cost)).toBe(false)
  expect(unknown / known).toBeGreaterThan(0.4)
  expect(unknown / known).toBeLessThan(2.5)
})

test.each([
  ['kudaterbang', 'passwordTooShort'],
  ['x'.repeat(201), 'passwordTooLong'],
  ['siti.aminah1', 'passwordHasLogin'],
  ['SITI.AMINAH-2026', 'passwordHasLogin'],
  ['Indonesia2026', 'passwordCommon'],
  ['Password12345!', 'passwordCommon'],
  ['bismillah 123', 'passwordCommon'],
  ['123456789012', 'passwordCommon'],
  ['aaaabbbbcccc', 'passwordCommon'],
])('%s is refused: %s', (password, code) => {
  expect(() => requireGoodPassword(password, 'siti.aminah')).toThrow(expect.objectContaining({ code }))
})

test('a few unrelated words make a good password, even with a short login among them', () => {
  expect(() => requireGoodPassword('kuda terbang di sawah', 'siti.aminah')).not.toThrow()
  expect(() => requireGoodPassword('kuda terbang di sawah', 'kuda')).not.toThrow()
})

/** Of the processor, on all threads: not disturbed by what else the machine does. */
async function workOf(check: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let round = 0; round < 5; round++) await check()
  return process.cpuUsage(before).user
}
