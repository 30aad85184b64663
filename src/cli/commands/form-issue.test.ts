import { expect, test } from 'vitest'
import { printable } from './form-issue.ts'

test('a script finds the message of an issue as plain text, in Indonesian and in English', () => {
  const place = {
    severity: 'error',
    sheet: 'survey',
    row: 3,
    column: 'C (name)',
    code: 'form.bad_name',
  } as const
  const report = {
    file: 'a.md',
    ok: false,
    issues: [{ ...place, message: { id: 'Ubah.', en: 'Change it.' } }],
  }
  expect(printable(report)).toEqual({
    ...report,
    issues: [{ ...place, message: 'Ubah.', messageEn: 'Change it.' }],
  })
})
