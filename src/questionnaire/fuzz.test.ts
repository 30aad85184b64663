import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutatedForms } from '../../tests/support/mutated-form.ts'
import { isError } from '../kernel/index.ts'
import { parseMarkdown } from '../sheets/index.ts'
import { compileForm } from './compile-form.ts'

const forms = ['keluarga', 'konsumsi'].map((name) =>
  parseMarkdown(readFileSync(new URL(`../../instruments/${name}.md`, import.meta.url), 'utf8')),
)

test('whatever happens to a form, the compiler yields an XForm or says what is wrong', () => {
  fc.assert(
    fc.property(mutatedForms(forms), fc.boolean(), (form, lenient) => {
      const { xform, issues } = compileForm(form, { lenient })
      expect(xform === undefined).toBe(issues.some(isError))
    }),
    { numRuns: 150 },
  )
})

test('the same form gives the same bytes', () => {
  for (const form of forms) expect(compileForm(form).xform).toBe(compileForm(form).xform)
})

test('our own forms have nothing to mend', () => {
  for (const form of forms) expect(compileForm(form, { lenient: true }).issues).toEqual([])
})
