import { expect, test } from 'vitest'
import { base32, findStep, hotp, otpauthUrl, totpStep } from './totp.ts'

/** The secret of both RFCs' test vectors. */
const secret = Buffer.from('12345678901234567890')

test.each(
  ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
    .entries()
    .toArray(),
)('HOTP of counter %i is %s (RFC 4226, appendix D)', (counter, code) =>
  expect(hotp(secret, counter)).toBe(code),
)

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('TOTP at %i seconds is %s (RFC 6238, appendix B)', (seconds, code) => {
  expect(hotp(secret, totpStep(new Date(seconds * 1000)), 8)).toBe(code)
})

test('a code is taken in its own step and in those beside it', () => {
  const at = new Date(1_700_000_000_000)
  const step = totpStep(at)
  for (const near of [-1, 0, 1]) expect(findStep(secret, hotp(secret, step + near), at)).toBe(step + near)
  for (const far of [-2, 2]) expect(findStep(secret, hotp(secret, step + far), at)).toBeUndefined()
})

test('a step that was taken is not taken again, nor one before it', () => {
  const at = new Date(1_700_000_000_000)
  const step = totpStep(at)
  expect(findStep(secret, hotp(secret, step), at, step)).toBeUndefined()
  expect(findStep(secret, hotp(secret, step - 1), at, step)).toBeUndefined()
  expect(findStep(secret, hotp(secret, step + 1), at, step)).toBe(step + 1)
})

test.each([
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %s is %s (RFC 4648, section 10)', (text, expected) => {
  expect(base32(Buffer.from(text))).toBe(expected)
})

test('the URL carries secret, issuer and login', () => {
  expect(otpauthUrl(secret, 'admin@dinsos')).toBe(
    'otpauth://totp/Mutakhir:admin%40dinsos?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mutakhir',
  )
})
