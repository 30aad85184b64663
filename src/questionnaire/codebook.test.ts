import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { familyCodebook, familyCodebookSha256 } from './builtin-codebook.ts'
import { checkValue } from './check-value.ts'
import { codebookSha256, variablesOf } from './codebook.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('the hash depends on what the codebook says, not on the order of its keys', () => {
  const [first] = familyCodebook.variables
  const turned = { ...first!, name: first!.name }
  const reordered = {
    variables: [turned, ...familyCodebook.variables.slice(1)],
    title: familyCodebook.title,
    version: familyCodebook.version,
    form: familyCodebook.form,
  }
  expect(codebookSha256(reordered, sha256)).toBe(familyCodebookSha256)
  expect(codebookSha256({ ...familyCodebook, version: '9' }, sha256)).not.toBe(familyCodebookSha256)
})

test('every category of the built-in codebook is a valid value, and every variable has both labels', () => {
  for (const each of familyCodebook.variables) {
    expect(each.label.id && each.label.en).toBeTruthy()
    for (const { code } of each.categories) expect(checkValue(each, code)).toEqual([])
  }
  expect(variablesOf(familyCodebook, 'family').length + variablesOf(familyCodebook, 'person').length).toBe(
    familyCodebook.variables.length,
  )
})
