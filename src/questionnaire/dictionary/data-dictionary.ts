import type { FormModel, Group, Question } from '../form/form-model.ts'
import { type FormRow, value } from '../form/form-rows.ts'
import { type Texts, textsOf } from '../form/form-texts.ts'
import { type Guide, guidesOf } from '../manual/guide.ts'
import { fileTypes } from '../form/question-types.ts'
import { yesOrNo } from '../form/words.ts'
import { placedQuestions } from '../form/walk.ts'
import { rangeOf } from '../read-variable.ts'
import type { Range } from '../codebook.ts'
import { choiceLists } from '../xform/lists.ts'

/**
 * Everything that a form asks, computes or keeps, whether or not the registry saves it: one item is one column of what
 * comes back. The codebook (`codebook.ts`) holds the part that the registry keeps, under the registry's names.
 */
export type DataDictionary = {
  readonly form: string
  readonly version: string
  readonly title: Texts
  readonly items: readonly DictionaryItem[]
}

export type DictionaryItem = {
  readonly name: string
  /** Groups around it, outermost first. */
  readonly groups: readonly string[]
  /** The innermost repeat: the table in which it is a column; the form's own when empty. */
  readonly table: string
  /** The repeats around it, outermost first; absent where there is none. */
  readonly repeats?: readonly string[]
  /** As XLSForm names it. */
  readonly type: string
  readonly label: Texts
  readonly hint: Texts
  readonly categories: readonly { readonly code: string; readonly label: Texts }[]
  /** The file that holds the categories. */
  readonly file?: string
  readonly unit?: string
  readonly range?: Range
  /** Who is asked, as an XPath condition; everyone when absent. */
  readonly universe?: string
  readonly required: boolean
  /** Of what is computed. */
  readonly calculation?: string
  /** The type of what is computed, as the form declares it. */
  readonly valueType?: string
  /** Ranking models that use it. */
  readonly models?: readonly string[]
  /** The list and property of ODK Entities that it feeds. */
  readonly saveTo?: string
  /** The items of other instruments that it answers: `regsosek:303`. */
  readonly sources?: string
  /** An identity number, which is encrypted at rest. */
  readonly secret?: true
  /** What the author's sheet `pedoman` says of it. */
  readonly guide?: Guide
}

/** The items with the key of each: its name, or its whole path where an item before it has the same name. */
export function itemKeys({ items }: DataDictionary): ReadonlyMap<DictionaryItem, string> {
  const taken = new Set<string>()
  return new Map(
    items.map((item, index) => {
      const path = [...item.groups, item.name].join('/')
      const key = [item.name, path, `${path} ${index}`].find((name) => !taken.has(name)) ?? path
      taken.add(key)
      return [item, key]
    }),
  )
}

/** Types that keep nothing. */
const silent = new Set(['note', 'audit', ...fileTypes])

export function dataDictionary(form: FormModel): DataDictionary {
  const { formId, version, title } = form.settings
  const lists = choiceLists(form)
  const guides = guidesOf(form)
  const items = placedQuestions(form.nodes)
    .filter(({ node }) => !silent.has(node.type))
    .map(({ node, around }) => itemOf(node, around, lists, guides.get(node)))
  return { form: formId, version, title, items }
}

function itemOf(
  question: Question,
  around: readonly Group[],
  lists: ReturnType<typeof choiceLists>,
  guide: Guide | undefined,
): DictionaryItem {
  const { row, name, type, label, list = '' } = question
  const choices = lists.get(list)?.choices
  const repeats = around.filter(({ kind }) => kind === 'repeat').map((group) => group.name)
  const range = rangeOf(value(row, 'constraint'))
  const universe = universeOf([...around.map((group) => group.row), row])
  return {
    name,
    groups: around.map((group) => group.name),
    table: repeats.at(-1) ?? '',
    ...(repeats.length > 0 && { repeats }),
    type,
    label,
    hint: textsOf(row, 'hint'),
    categories: (choices ?? []).map(({ code, label: text }) => ({ code, label: text })),
    ...(list !== '' && !choices && { file: list }),
    ...given(row, 'unit', 'unit'),
    ...(range && { range }),
    ...(universe !== '' && { universe }),
    required: value(row, 'required') !== '' && !/^(no|false)/i.test(value(row, 'required')),
    ...given(row, 'calculation', 'calculation'),
    ...given(row, 'bind::type', 'valueType'),
    ...given(row, 'save_to', 'saveTo'),
    ...given(row, 'item', 'sources'),
    ...(yesOrNo(value(row, 'secret')) === true && { secret: true }),
    ...(guide && Object.keys(guide).length > 1 && { guide }),
  }
}

function given(row: FormRow, column: string, name: string): Readonly<Record<string, string>> {
  const text = value(row, column)
  return text === '' ? {} : { [name]: text }
}

function universeOf(rows: readonly FormRow[]): string {
  const conditions = rows.map((row) => value(row, 'relevant')).filter((text) => text !== '')
  return conditions.length < 2 ? conditions.join('') : conditions.map((text) => `(${text})`).join(' and ')
}
