import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutatedForms } from '../../tests/support/mutated-form.ts'
import { isError } from '../kernel/index.ts'
import { parseMarkdown } from '../sheets/index.ts'
import { compareForms } from './changes/compare-forms.ts'
import { compileForm } from './compile-form.ts'
import { compareDictionaries } from './dictionary/compare-dictionaries.ts'
import { renderDictionaryDdi } from './dictionary/dictionary-ddi.ts'
import { manualOf } from './manual/manual.ts'
import { renderManual } from './manual/render-manual.ts'

const forms = ['keluarga', 'konsumsi', 'forum'].map((name) =>
  parseMarkdown(readFileSync(new URL(`../../instruments/${name}.md`, import.meta.url), 'utf8')),
)

test('whatever happens to a form, the compiler yields an XForm or says what is wrong', () => {
  fc.assert(
    fc.property(mutatedForms(forms), fc.boolean(), (form, lenient) => {
      const { xform, issues } = compileForm(form, { lenient })
      expect(xform === undefined).toBe(issues.some(isError))
    }),
    { numRuns: 60 },
  )
})

test('whatever happens to a form, its manual, its codebook and its difference from another can be written', () => {
  const [first] = forms.map((form) => compileForm(form).form)
  fc.assert(
    fc.property(mutatedForms(forms), (changed) => {
      const { form, dictionary } = compileForm(changed)
      expect(renderManual(manualOf(form, 'instructor'), 'id')).toContain('</html>')
      expect(renderDictionaryDdi(dictionary)).toContain('</codeBook>')
      expect(compareForms(form, form).changes).toEqual([])
      expect(compareDictionaries(dictionary, dictionary)).toEqual([])
      if (first)
        expect(compareForms(first, form).weight === null).toBe(compareForms(first, form).changes.length === 0)
    }),
    { numRuns: 20 },
  )
})

test('the same form gives the same bytes', () => {
  for (const form of forms) expect(compileForm(form).xform).toBe(compileForm(form).xform)
})

test('our own forms have nothing to mend', () => {
  for (const form of forms) expect(compileForm(form, { lenient: true }).issues).toEqual([])
})
