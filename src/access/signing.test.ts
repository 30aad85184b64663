import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSigned, publicJwkOf, signDocument, signingKeyFrom, thumbprint } from './signing.ts'

const key = signingKeyFrom(new Uint8Array(32).fill(7))

test('the key and thumbprint of RFC 8037, appendix A, come out', () => {
  const rfc = signingKeyFrom(Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url'))
  expect(publicJwkOf(rfc)).toEqual({
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  })
  expect(thumbprint(rfc.jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})

test('a signed document verifies however its members are ordered, and not when a value differs', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), (number, text) => {
      const signature = signDocument(key, 'list', { number, text })
      expect(isSigned([publicJwkOf(key)], 'list', { text, number }, signature)).toBe(true)
      expect(isSigned([publicJwkOf(key)], 'list', { text, number: number + 1 }, signature)).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('a signature of one kind of document is none of another', () => {
  const signature = signDocument(key, 'receipt', { seq: 1 })
  expect(isSigned([publicJwkOf(key)], 'checkpoint', { seq: 1 }, signature)).toBe(false)
})

test('a signature by a key that is not in the list does not count', () => {
  const other = signingKeyFrom(new Uint8Array(32).fill(8))
  expect(isSigned([publicJwkOf(other)], 'list', {}, signDocument(key, 'list', {}))).toBe(false)
})
