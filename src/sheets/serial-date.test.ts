import { expect, test } from 'vitest'
import { isDateFormat, serialDateText } from './serial-date.ts'

// Expected days: ECMA-376 part 1, section 18.17.4.1, and Excel's own display.
test.each([
  ['1', 1900, '1900-01-01'],
  ['59', 1900, '1900-02-28'],
  ['61', 1900, '1900-03-01'],
  ['45886', 1900, '2025-08-17'],
  ['45886.3125', 1900, '2025-08-17T07:30:00'],
  ['0.3125', 1900, '07:30:00'],
  ['44424', 1904, '2025-08-17'],
  ['2958465', 1900, '9999-12-31'],
] as const)('serial %s of the %d system is %s', (raw, system, text) => {
  expect(serialDateText(raw, system)).toBe(text)
})

test.each(['', '-1', '2958466', 'x'])('"%s" is no serial of a day', (raw) => {
  expect(serialDateText(raw, 1900)).toBeUndefined()
})

test.each([
  [14, undefined, true],
  [22, undefined, true],
  [2, undefined, false],
  [49, undefined, false],
  [164, 'dd/mm/yyyy', true],
  [165, '[$-421]dd mmmm yyyy;@', true],
  [166, '[h]:mm', true],
  [167, '0" hari"', false],
  [168, '[Red]#,##0.00', false],
  [169, '"Rp"#,##0', false],
  [170, 'General', false],
  [171, '_-* #,##0_-;\\-* #,##0_-', false],
] as const)('format %d (%s) shows a date: %s', (id, code, shows) => {
  expect(isDateFormat(id, code)).toBe(shows)
})
