import { type Issue, type Where, similarHints } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { type FormRow, rowWhere } from '../form/form-rows.ts'
import { surveyColumns } from '../form/headings.ts'
import { fileTypes } from '../form/question-types.ts'
import { placedNodes } from '../form/walk.ts'
import { ncName, yesOrNo } from '../form/words.ts'

const issue = issueTexts({
  'form.bad_reference': {
    id: 'Rujukan {text} tidak dapat dibaca. Tulis nama pertanyaan di antara "$\u007b" dan "\u007d", tanpa spasi.',
    en: 'The reference {text} cannot be read. Write the name of a question between "$\u007b" and "\u007d", without spaces.',
  },
  'form.unknown_reference': {
    id: 'Tidak ada pertanyaan bernama {name}{similar}. Perbaiki rujukannya, atau tambahkan pertanyaannya.',
    en: 'There is no question named {name}{similar}. Mend the reference, or add the question.',
  },
  'form.ambiguous_reference': {
    id: 'Nama {name} dipakai lebih dari sekali, sehingga rujukan ini tidak jelas. Beri nama yang berbeda.',
    en: 'The name {name} is used more than once, so that this reference is unclear. Give different names.',
  },
})

/** Every `${name}` of every sheet means one row of the survey. */
export function checkReferences(form: FormModel): readonly Issue[] {
  const counts = nameCounts(form)
  const hint = similarHints(counts.keys())
  const { choices, entities } = form.tables
  const within = (rows: readonly FormRow[], isRead: (heading: string) => boolean) =>
    rows.flatMap((row) =>
      [...row.values].flatMap(([heading, text]) =>
        isRead(heading) ? checkText(text, rowWhere(row, heading), counts, hint) : [],
      ),
    )
  const surveyRows = [...placedNodes(form.nodes)].map(({ node }) => node.row)
  return [
    ...within([form.settings.row], () => true),
    ...within(entities.rows, (heading) => heading !== 'list_name' && heading !== 'repeat'),
    ...within(surveyRows, isSurveyText),
    ...within(choices.rows, (heading) => choiceTexts.has(baseOf(heading))),
  ]
}

/** How often a name stands in the survey. Files that are declared there are read by `instance()`, not by reference. */
function nameCounts(form: FormModel): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { node } of placedNodes(form.nodes)) {
    if (node.kind === 'question' && fileTypes.has(node.type)) continue
    counts.set(node.name, (counts.get(node.name) ?? 0) + 1)
  }
  const { values } = form.settings.row
  if (yesOrNo(values.get('omit_instanceid') ?? '') !== true)
    counts.set('instanceID', (counts.get('instanceID') ?? 0) + 1)
  return counts
}

const choiceTexts = new Set(['label', 'image', 'big-image', 'audio', 'video'])
const plain = new Set(['name', 'trigger', 'variable', 'item', 'unit', 'categories', 'secret'])

/** Types may hold a reference to a repeated question; remarks of the author are not read. */
function isSurveyText(heading: string): boolean {
  const base = baseOf(heading)
  return surveyColumns.known.includes(base) && !plain.has(base)
}

function baseOf(heading: string): string {
  return heading.split('::')[0] ?? ''
}

const candidate = /\$\{([^}]*)(\}|$)/g
const whole = new RegExp(`^(?:last-saved#)?(${ncName})$`)

function checkText(
  text: string,
  where: Where,
  counts: ReadonlyMap<string, number>,
  hint: (name: string) => string,
): readonly Issue[] {
  return [...text.matchAll(candidate)].flatMap(([found, inner = '', end]) => {
    const name = end === '}' ? whole.exec(inner)?.[1] : undefined
    if (name === undefined) return [issue('form.bad_reference', where, { text: found.slice(0, 40) })]
    const count = counts.get(name) ?? 0
    if (count === 0) return [issue('form.unknown_reference', where, { name, similar: hint(name) })]
    return count > 1 ? [issue('form.ambiguous_reference', where, { name })] : []
  })
}
