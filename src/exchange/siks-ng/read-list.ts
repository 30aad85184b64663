import { type Issue, type PlainDate, type Where, parsePlainDate } from '../../kernel/index.ts'
import {
  type KkRead,
  type KnownAreas,
  type NikRead,
  type Relation,
  faultMessages,
  readKkNumber,
  readNik,
} from '../../registry/index.ts'
import type { Cell, SheetRow } from '../../sheets/index.ts'
import { readCell } from './cell-values.ts'
import {
  type ColumnRule,
  type StructuralColumn,
  columnRules,
  passedOver,
  requiredColumns,
  structuralColumns,
} from './columns.ts'
import { siksIssue } from './issues.ts'

/** A row of the list, read: what it says of a family and of one of its members. */
export type ListRow = {
  readonly row: number
  /** Groups the rows of a family; empty when the row does not say. */
  readonly familyKey: string
  /** The list's own number of the person; empty when it has none. */
  readonly personKey: string
  /** Kemendagri code with full stops, as written in the list. */
  readonly villageCode: string
  readonly slsName: string
  readonly relation: Relation | undefined
  readonly nik: NikRead
  readonly kk: KkRead
  readonly family: Readonly<Record<string, string | number>>
  readonly person: Readonly<Record<string, string | number>>
  readonly issues: readonly Issue[]
}

export type ListContext = { readonly areas: KnownAreas; readonly listDate: PlainDate }

/** Where each column stands. */
export type ListLayout = {
  readonly rules: readonly (ColumnRule & { readonly at: number })[]
  readonly structural: ReadonlyMap<StructuralColumn, number>
}

/** Reads the heading row. Without a layout the file cannot be read; the issues say why. */
export function readHeading(heading: SheetRow): {
  readonly layout: ListLayout | undefined
  readonly issues: readonly Issue[]
} {
  const names = heading.cells.map(({ text }) => text.trim().toLowerCase())
  const where = (column: string): Where => ({ sheet: heading.sheet, row: heading.number, column })
  const missing = requiredColumns.filter((column) => !names.includes(column))
  const twice = names.filter((name, index) => name !== '' && names.indexOf(name) !== index)
  const known = new Set<string>([
    ...columnRules.map(({ column }) => column),
    ...structuralColumns,
    ...passedOver,
  ])
  const issues = [
    ...(missing.length > 0 ? [siksIssue('columns_missing', where(''), { columns: missing.join(', ') })] : []),
    ...twice.map((column) => siksIssue('column_twice', where(column), { column })),
    ...names
      .filter((name) => name !== '' && !known.has(name))
      .map((column) => siksIssue('column_unknown', where(column), { column })),
  ]
  if (missing.length > 0 || twice.length > 0) return { layout: undefined, issues }
  const rules = columnRules.flatMap((rule) =>
    names.includes(rule.column) ? [{ ...rule, at: names.indexOf(rule.column) }] : [],
  )
  const structural = new Map(
    structuralColumns.flatMap((column) =>
      names.includes(column) ? [[column, names.indexOf(column)] as const] : [],
    ),
  )
  return { layout: { rules, structural }, issues }
}

/** Reads one row under the heading. Never throws: what is wrong is in `issues`, with the cell's place. */
export function readListRow({ rules, structural }: ListLayout, row: SheetRow, context: ListContext): ListRow {
  const cell = (column: StructuralColumn): Cell => row.cells[structural.get(column) ?? -1] ?? noCell
  const text = (column: StructuralColumn) => cell(column).text.trim()
  const where = (column: string): Where => ({ sheet: row.sheet, row: row.number, column })
  const facts = readFacts(rules, row, context, where)
  const kk = readKkNumber(cell('nokk').text, context.areas, context.listDate, cell('nokk').kind === 'number')
  const nik = readNik(cell('nik').text, context.areas, {
    fromNumber: cell('nik').kind === 'number',
    kkDigits: kk.kind === 'well_formed' ? kk.kkNumber : undefined,
    sex: facts.person['sex']?.toString(),
    birthDate: parsePlainDate(facts.person['birth_date']?.toString() ?? ''),
  })
  const relation = findRelation(text('hubungan'))
  const familyKey = text('idbdt') || text('ruta6') || (kk.kind === 'well_formed' ? kk.kkNumber : '')
  return {
    row: row.number,
    familyKey,
    personKey: text('idartbdt'),
    villageCode: villageCodeOf([text('kdprop'), text('kdkab'), text('kdkec'), text('kddesa')]),
    slsName: text('nama_sls'),
    relation,
    nik,
    kk,
    family: facts.family,
    person: facts.person,
    issues: [
      ...facts.issues,
      ...(familyKey === '' ? [siksIssue('family_key_missing', where('idbdt'))] : []),
      ...(relation === undefined ? [siksIssue('relation_missing', where('hubungan'))] : []),
      ...nameIssues(facts.person['name'], where('nama')),
      ...numberIssues('nik', nik, cell('nik').text, where('nik')),
      ...numberIssues('kk', kk, cell('nokk').text, where('nokk')),
    ],
  }
}

const noCell: Cell = { text: '', kind: 'empty' }

/** `PP.RR.DD.VVVV`: each part with its leading zeros, which spreadsheets drop. */
function villageCodeOf(parts: readonly string[]): string {
  return parts.map((part, level) => part.padStart(level === 3 ? 4 : 2, '0')).join('.')
}

function findRelation(text: string): Relation | undefined {
  return relations.find((relation) => relation === text.replace(/^0+(?=\d)/, '').replace(/\.0+$/, ''))
}

const relations: readonly Relation[] = ['1', '2', '3', '4', '5', '6', '7', '8']

type ReadFacts = Pick<ListRow, 'family' | 'person' | 'issues'>

function readFacts(
  rules: ListLayout['rules'],
  row: SheetRow,
  { listDate }: ListContext,
  where: (column: string) => Where,
): ReadFacts {
  const facts: Record<'family' | 'person', Record<string, string | number>> = { family: {}, person: {} }
  const issues: Issue[] = []
  for (const { column, level, variable, reading, at } of rules) {
    const text = row.cells[at]?.text ?? ''
    const read = readCell(text, reading, listDate)
    if (read.kind === 'wrong') issues.push(siksIssue(read.code, where(column), { value: text }))
    if (read.kind === 'nothing' && reading.kind === 'date')
      issues.push(siksIssue('date_missing', where(column)))
    if (read.kind !== 'value') continue
    if (read.note) issues.push(siksIssue(read.note, where(column), { value: text }))
    facts[level][variable] = together(facts[level][variable], read.value)
  }
  return { ...withoutUnasked(facts), issues }
}

/** Counts from several columns add up: cattle, buffaloes and horses are large livestock. */
function together(before: string | number | undefined, value: string | number): string | number {
  return typeof before === 'number' && typeof value === 'number' ? before + value : value
}

/** Without a toilet there is no closet, without a meter no power, whatever the old form's codes for "none" say. */
function withoutUnasked({ family, person }: Record<'family' | 'person', Record<string, string | number>>) {
  const { closet, faeces_disposal: disposal, power, ...others } = family
  const toilet = ['1', '2', '4'].includes(String(family['toilet']))
  const metered = family['lighting'] === '1' && power !== undefined
  const lighting = family['lighting'] === '1' && power === undefined ? { lighting: '2' } : {}
  return {
    family: {
      ...others,
      ...lighting,
      ...(toilet && closet !== undefined ? { closet } : {}),
      ...(toilet && disposal !== undefined ? { faeces_disposal: disposal } : {}),
      ...(metered ? { power } : {}),
    },
    person,
  }
}

function nameIssues(name: string | number | undefined, where: Where): Issue[] {
  if (name === undefined) return [siksIssue('name_missing', where)]
  return /\uFFFD|Ã.|Â./.test(String(name)) ? [siksIssue('name_encoding', where)] : []
}

function numberIssues(kind: 'nik' | 'kk', read: NikRead | KkRead, text: string, where: Where): Issue[] {
  if (read.kind === 'none') return [siksIssue(`${kind}_none`, where)]
  if (read.kind === 'malformed') {
    const faults = read.faults.map((fault) => faultMessages[fault])
    return [
      siksIssue(`${kind}_malformed`, where, {
        faults: faults.map(({ id }) => id).join(', '),
        faults_en: faults.map(({ en }) => en).join(', '),
      }),
    ]
  }
  const digits = 'nik' in read ? read.nik : read.kkNumber
  const mended = text.trim() === digits ? [] : [siksIssue(`${kind}_mended`, where)]
  const warnings: readonly string[] = read.warnings
  return [
    ...mended,
    ...(warnings.includes('sex_differs') ? [siksIssue('nik_sex_differs', where)] : []),
    ...(warnings.includes('date_differs') ? [siksIssue('nik_date_differs', where)] : []),
  ]
}
