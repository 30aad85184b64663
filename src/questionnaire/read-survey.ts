import { type Report, formIssue } from './form-issues.ts'
import type { FormModel, FormNode, Group, Question } from './form-model.ts'
import { type FormRow, type FormTable, rowWhere, value } from './form-rows.ts'
import { textsOf } from './form-texts.ts'

type OpenGroup = { readonly kind: Group['kind']; readonly row: FormRow; readonly children: FormNode[] }

/** The rows of the sheet `survey` as a tree of questions, groups and repeats. */
export function readSurvey(
  table: FormTable,
  choices: FormModel['choices'],
  report: Report,
): readonly FormNode[] {
  const roots: FormNode[] = []
  const open: OpenGroup[] = []
  const add = (node: FormNode) => (open.at(-1)?.children ?? roots).push(node)
  for (const row of table.rows) {
    const bracket = bracketOf(value(row, 'type'))
    if (bracket?.side === 'begin') open.push({ kind: bracket.kind, row, children: [] })
    else if (bracket) {
      if (open.at(-1)?.kind === bracket.kind) closeGroup(open, add)
      else report(formIssue('form.end_without_begin', rowWhere(row, 'type'), { type: value(row, 'type') }))
    } else {
      const question = readQuestion(row, choices, report)
      if (question) add(question)
    }
  }
  for (const { kind, row } of open) {
    report(
      formIssue('form.begin_without_end', rowWhere(row, 'type'), {
        name: value(row, 'name'),
        type: `end_${kind}`,
      }),
    )
  }
  while (open.length > 0) closeGroup(open, add)
  return roots
}

function bracketOf(
  type: string,
): { readonly side: 'begin' | 'end'; readonly kind: Group['kind'] } | undefined {
  const match = /^(begin|end)[_ ](group|repeat)$/i.exec(type)
  if (!match) return undefined
  const side = match[1]?.toLowerCase() === 'begin' ? 'begin' : 'end'
  return { side, kind: match[2]?.toLowerCase() === 'repeat' ? 'repeat' : 'group' }
}

function closeGroup(open: OpenGroup[], add: (node: FormNode) => void): void {
  const group = open.pop()
  if (!group) return
  const { kind, row, children } = group
  add({ kind, row, name: value(row, 'name'), label: textsOf(row, 'label'), children })
}

function readQuestion(row: FormRow, choices: FormModel['choices'], report: Report): Question | undefined {
  const name = value(row, 'name')
  const [type = '', list] = typeWords(value(row, 'type'))
  if (type === '' && name === '') return undefined
  if (type === '') report(formIssue('form.no_type', rowWhere(row, 'type'), { name }))
  else if (name === '' && !namelessTypes.has(type))
    report(formIssue('form.no_name', rowWhere(row, 'name'), { type }))
  if (list !== undefined && selectTypes.has(type) && !choices.has(list)) {
    report(formIssue('form.unknown_list', rowWhere(row, 'type'), { list }))
  }
  const question: Question = { kind: 'question', row, name, type, label: textsOf(row, 'label') }
  return list === undefined ? question : { ...question, list }
}

const selectTypes = new Set(['select_one', 'select_multiple', 'rank'])
/** Metadata that ODK names itself when the author does not. */
const namelessTypes = new Set(['audit', 'note'])

const typeSynonyms: readonly (readonly [RegExp, string])[] = [
  [/^(add )?select one( prompt)?( using| from)?(?=\s)/i, 'select_one'],
  [/^(add )?select (all that apply|multiple)( prompt)?( using| from)?(?=\s)/i, 'select_multiple'],
  [/^int$/i, 'integer'],
  [/^(string|q string)$/i, 'text'],
]

function typeWords(text: string): readonly string[] {
  const synonym = typeSynonyms.find(([pattern]) => pattern.test(text))
  const [first = '', ...rest] = (synonym ? text.replace(synonym[0], synonym[1]) : text).split(/\s+/)
  return [first.toLowerCase(), ...rest]
}
