import { type Reading, type Report, issueTexts, reportMendable } from './form-issues.ts'
import type { FormNode, Group, Question } from './form-model.ts'
import { type FormRow, type FormTable, rowWhere, value } from './form-rows.ts'
import { hasText, textsOf } from './form-texts.ts'
import { parseParameters } from './parameters.ts'
import { parseType, similarType } from './question-types.ts'
import { yesOrNo } from './words.ts'

const issue = issueTexts({
  'form.no_type': {
    id: 'Baris ini bernama {name} tetapi tidak memiliki type. Isi kolom type, atau hapus barisnya.',
    en: 'This row is named {name} but has no type. Fill the column type, or delete the row.',
  },
  'form.unknown_type': {
    id: 'Tipe {type} tidak dikenal. Perbaiki ejaannya{similar}; daftar tipe ada di xlsform.org.',
    en: 'The type {type} is unknown. Mend its spelling{similar}; xlsform.org lists the types.',
  },
  'form.foreign_type': {
    id: 'Tipe {type} hanya dikenal SurveyCTO. Hapus barisnya; pakai audit untuk mencatat jalannya wawancara.',
    en: 'Only SurveyCTO knows the type {type}. Delete the row; use audit to log the interview.',
  },
  'form.unsupported_type': {
    id: 'Tipe {type} tidak didukung. Pakai begin_repeat untuk pengulangan.',
    en: 'The type {type} is not supported. Use begin_repeat to repeat questions.',
  },
  'form.no_name': {
    id: 'Baris bertipe {type} ini tidak memiliki nama. Isi kolom name.',
    en: 'This row of type {type} has no name. Fill the column name.',
  },
  'form.bad_parameters': {
    id: 'Parameter "{text}" tidak dapat dibaca. Tulis sebagai kunci=nilai, dipisah spasi.',
    en: 'The parameters "{text}" cannot be read. Write key=value, parted by spaces.',
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
  if (name === '') report(issue('form.no_name', rowWhere(row, 'name'), { type: value(row, 'type') }))
  add({ kind, row, name, label: textsOf(row, 'label'), children })
}

function readQuestion(row: FormRow, reading: Reading): Question | undefined {
  const { report } = reading
  const text = value(row, 'type')
  const parsed = parseType(text)
  if (text === '') report(issue('form.no_type', rowWhere(row, 'type'), { name: value(row, 'name') }))
  else if (!parsed) reportUnknown(row, text, reading)
  if (!parsed) return undefined
  const name = value(row, 'name') || (givenNames[parsed.type]?.(row) ?? '')
  if (name === '') report(issue('form.no_name', rowWhere(row, 'name'), { type: text }))
  return {
    kind: 'question',
    row,
    name,
    ...parsed,
    label: textsOf(row, 'label'),
    parameters: parametersOf(row, report),
  }
}

function reportUnknown(row: FormRow, type: string, reading: Reading): void {
  if (/^(begin|end)[_ ]loop\b/i.test(type) || /^osm\b/i.test(type))
    return reading.report(issue('form.unsupported_type', rowWhere(row, 'type'), { type }))
  if (foreignTypes.test(type)) {
    return reportMendable(reading, issue('form.foreign_type', rowWhere(row, 'type'), { type }), {
      id: 'Baris ini tidak dipakai.',
      en: 'This row was left out.',
    })
  }
  const similar = similarType(type)
  const hint = similar === undefined ? '' : ` (${similar}?)`
  reading.report(issue('form.unknown_type', rowWhere(row, 'type'), { type, similar: hint }))
}

const foreignTypes =
  /^(caseid|comments|text audit|audio audit|speed violations.*|sensor_.*|calculate_here)( .*)?$/i

/** Names that the author may leave out. */
const givenNames: Readonly<Record<string, (row: FormRow) => string>> = {
  audit: () => 'audit',
  note: (row) => `generated_note_name_${row.number}`,
}

function parametersOf(row: FormRow, report: Report): ReadonlyMap<string, string> {
  const text = value(row, 'parameters')
  const parameters = parseParameters(text)
  if (!parameters) report(issue('form.bad_parameters', rowWhere(row, 'parameters'), { text }))
  return parameters ?? new Map()
}
