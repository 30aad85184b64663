import type { Choice, FormModel } from '../form/form-model.ts'
import { hasText, isTranslated } from '../form/form-texts.ts'
import { questionsOf } from '../form/walk.ts'
import { mediaOf } from './binding.ts'
import { hasReference } from './references.ts'

/** The choices of a list as the form holds them. */
export type ChoiceList = {
  readonly name: string
  readonly choices: readonly Choice[]
  /** Whether labels stand in `<itext>`, for languages, media or references. */
  readonly itext: boolean
}

/** The lists of the form, with the choice `other` where a question asks to specify it. */
export function choiceLists(form: FormModel): ReadonlyMap<string, ChoiceList> {
  const withOther = new Set(
    questionsOf(form.nodes).flatMap(({ orOther, list }) => (orOther && list !== undefined ? [list] : [])),
  )
  return new Map(
    [...form.choices].map(([name, given]) => {
      const choices = withOther.has(name) ? withChoiceOther(given) : given
      return [name, { name, choices, itext: choices.some(needsItext) }]
    }),
  )
}

function needsItext({ row, label }: Choice): boolean {
  return mediaOf(row).size > 0 || isTranslated(label) || hasReference(label[''] ?? '')
}

function withChoiceOther(choices: readonly Choice[]): readonly Choice[] {
  if (choices.some(({ code }) => code === 'other')) return choices
  const languages = new Set(choices.flatMap(({ label }) => (hasText(label) ? Object.keys(label) : [])))
  const label = Object.fromEntries(
    [...(languages.size > 0 ? languages : [''])].map((language) => [language, 'Other']),
  )
  return [
    ...choices,
    { row: { sheet: 'choices', number: 0, headings: [], values: new Map() }, code: 'other', label },
  ]
}
