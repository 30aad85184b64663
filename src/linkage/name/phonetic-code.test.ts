import { expect, test } from 'vitest'
import { phoneticCode } from './phonetic-code.ts'

// Pairs of spellings met for one name (naming patterns of the project's notes: Java, Sunda, Arabic and Dutch spellings).
test.each([
  ['FITRI', 'PITRI'],
  ['YUSUF', 'JUSUP'],
  ['ZAENAL', 'JAINAL'],
  ['SYAIFUL', 'SAEPUL'],
  ['TAUFIQ', 'TOPIK'],
  ['RIZKI', 'RISKY'],
  ['FATIMAH', 'PATIMA'],
  ['SURYA', 'SURJA'],
  ['FITRIYAH', 'FITRIA'],
  ['KHOIRUL', 'KAERUL'],
  ['AISYAH', 'AISAH'],
  ['YOHANES', 'JOHANES'],
  ['ENDANG', 'INDANG'],
])('%s and %s sound alike', (one, other) => {
  expect(phoneticCode(one)).toBe(phoneticCode(other))
})

test.each([
  ['SLAMET', 'SALIM'],
  ['BUDI', 'PUDI'],
  ['DEWI', 'TEWI'],
  ['RATNA', 'RATMI'],
])('%s and %s sound different', (one, other) => {
  expect(phoneticCode(one)).not.toBe(phoneticCode(other))
})

test('a code has at most five letters, and a word always has one', () => {
  expect(phoneticCode('KUSUMANINGRUMSARI')).toBe('KSMNN')
  expect(phoneticCode('A')).toBe('A')
  expect(phoneticCode('70')).toBe('70')
  expect(phoneticCode('')).toBe('')
})
