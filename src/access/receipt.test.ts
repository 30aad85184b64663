import { expect, test } from 'vitest'
import { demoKeys, publicKeys } from './keys.ts'
import { isReceipt, receiptSchema, signReceipt } from './receipt.ts'

const keys = demoKeys(7)
const received = {
  instanceId: 'uuid:4c7a0b52',
  sha256: 'ab'.repeat(32),
  seq: 12,
  at: '2026-11-25T08:00:00.000Z',
}
const receipt = signReceipt(keys.signing.receipts[0], received)

test('a receipt is verified with the public key, also after a journey as JSON', () => {
  const travelled = receiptSchema.parse(JSON.parse(JSON.stringify(receipt)))
  expect(isReceipt(publicKeys(keys, 'receipts'), travelled)).toBe(true)
})

test.each([
  ['another submission', { instanceId: 'uuid:0' }],
  ['other bytes', { sha256: 'cd'.repeat(32) }],
  ['another number', { seq: 13 }],
  ['another time', { at: '2026-11-25T09:00:00.000Z' }],
])('a receipt for %s is none', (_, change) => {
  expect(isReceipt(publicKeys(keys, 'receipts'), { ...receipt, ...change })).toBe(false)
})

test('a receipt signed by the key of the lists is none', () => {
  expect(isReceipt(publicKeys(keys, 'receipts'), signReceipt(keys.signing.lists[0], received))).toBe(false)
})
