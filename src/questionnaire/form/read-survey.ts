import { type Reading, type Report, issueTexts } from './form-issues.ts'
import type { FormNode, Group } from './form-model.ts'
import { type FormRow, type FormTable, rowWhere, value } from './form-rows.ts'
import { hasText, textsOf } from './form-texts.ts'
import { readQuestion } from './read-question.ts'
import { yesOrNo } from './words.ts'

const issue = issueTexts({
  'form.no_group_name': {
    id: 'Grup ini tidak memiliki nama. Isi kolom name.',
    en: 'This group has no name. Fill the column name.',
  },
  'form.disabled': {
    id: 'Baris ini dilewati karena kolom disabled. Kolom itu tidak lagi dipakai; gunakan relevant.',
    en: 'This row is skipped because of the column disabled. It is out of use; use relevant.',
  },
  'form.comment_row': {
    id: 'Baris ini dilewati karena tidak memiliki type, name dan label.',
    en: 'This row is skipped: it has no type, name or label.',
  },
  'form.too_deep': {
    id: 'Grup bertingkat lebih dari {deepest}. Periksa apakah ada end_group yang hilang.',
    en: 'Groups are nested more than {deepest} deep. Check whether an end_group is missing.',
  },
  'form.end_without_begin': {
    id: '{type} ini tidak memiliki pasangan pembuka. Hapus baris ini, atau tambahkan baris pembukanya.',
    en: 'This {type} closes nothing. Delete the row, or add the row that opens it.',
  },
  'form.begin_without_end': {
    id: '{name} dibuka di sini dan tidak pernah ditutup. Tambahkan baris {type} di akhirnya.',
    en: '{name} is opened here and never closed. Add a row {type} where it ends.',
  },
})

/** Groups within groups. */
const deepest = 50

type OpenGroup = { readonly kind: Group['kind']; readonly row: FormRow; readonly children: FormNode[] }

/** The rows of the sheet `survey` as a tree of questions, groups and repeats. */
export function readSurvey(table: FormTable, reading: Reading): readonly FormNode[] {
  const { report } = reading
  const roots: FormNode[] = []
  const open: OpenGroup[] = []
  const add = (node: FormNode) => (open.at(-1)?.children ?? roots).push(node)
  for (const row of table.rows) {
    const type = value(row, 'type')
    const bracket = bracketOf(type)
    if (isSkipped(row, report)) continue
    if (open.length === deepest) {
      report(issue('form.too_deep', rowWhere(row), { deepest }))
      break
    }
    if (bracket?.side === 'begin') open.push({ kind: bracket.kind, row, children: [] })
    else if (bracket) {
      if (open.at(-1)?.kind === bracket.kind) closeGroup(open, add, report)
      else report(issue('form.end_without_begin', rowWhere(row, 'type'), { type }))
    } else {
      const question = readQuestion(row, reading)
      if (question) add(question)
    }
  }
  for (const { kind, row } of open) {
    const params = { name: value(row, 'name'), type: `end_${kind}` }
    report(issue('form.begin_without_end', rowWhere(row, 'type'), params))
  }
  while (open.length > 0) closeGroup(open, add, report)
  return roots
}

/** Rows that are switched off, and rows that hold nothing but remarks. */
function isSkipped(row: FormRow, report: Report): boolean {
  const disabled = yesOrNo(value(row, 'disabled')) === true
  if (disabled) report(issue('form.disabled', rowWhere(row, 'disabled'), {}, 'warning'))
  const remark = value(row, 'type') === '' && value(row, 'name') === '' && !hasText(textsOf(row, 'label'))
  if (remark && !disabled) report(issue('form.comment_row', rowWhere(row), {}, 'warning'))
  return disabled || remark
}

type Bracket = { readonly side: 'begin' | 'end'; readonly kind: Group['kind'] }

function bracketOf(type: string): Bracket | undefined {
  const [, side = '', word = ''] = /^(begin|end)[_ ](group|repeat|lgroup|looped group)$/i.exec(type) ?? []
  if (side === '') return undefined
  const kind = word.toLowerCase() === 'group' ? 'group' : 'repeat'
  return { side: side.toLowerCase() === 'begin' ? 'begin' : 'end', kind }
}

function closeGroup(open: OpenGroup[], add: (node: FormNode) => void, report: Report): void {
  const group = open.pop()
  if (!group) return
  const { kind, row, children } = group
  const name = value(row, 'name')
  if (name === '') report(issue('form.no_group_name', rowWhere(row, 'name')))
  add({ kind, row, name, label: textsOf(row, 'label'), children })
}
