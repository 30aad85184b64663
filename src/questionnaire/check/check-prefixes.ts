import type { Issue, Where } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { type FormRow, rowWhere } from '../form/form-rows.ts'
import { placedNodes } from '../form/walk.ts'
import { isXmlName } from '../form/words.ts'
import { namespaces } from '../xform/namespaces.ts'

const issue = issueTexts({
  'form.unknown_prefix': {
    id: 'Awalan {prefix} tidak dikenal. Daftarkan di setelan namespaces, misalnya {prefix}="https://contoh.go.id/{prefix}".',
    en: 'The prefix {prefix} is unknown. Declare it in the setting namespaces, for instance {prefix}="https://example.org/{prefix}".',
  },
  'form.bad_attribute': {
    id: 'Kolom {heading} tidak menamai atribut. Setelah :: tulis huruf, angka, garis bawah, tanda hubung atau titik.',
    en: 'The column {heading} names no attribute. After :: write letters, digits, underscores, hyphens or periods.',
  },
})

/** Names with a prefix, in the column `name` and in headings such as `bind::odk:length`, have a namespace. */
export function checkPrefixes(form: FormModel): readonly Issue[] {
  const declared = new Set(Object.keys(namespaces(form)).map((name) => name.replace(/^xmlns:?/, '')))
  const nodes = [...placedNodes(form.nodes)].map(({ node }) => node)
  const { row: settings, rootName } = form.settings
  const named = [{ row: settings, name: rootName }, ...nodes]
  return [
    ...named.flatMap(({ row, name }) => checkPrefix(name, rowWhere(row, 'name'), declared)),
    ...[settings, ...nodes.map(({ row }) => row)].flatMap((row) => checkRow(row, declared)),
  ]
}

function checkPrefix(name: string, where: Where, declared: ReadonlySet<string>): readonly Issue[] {
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : undefined
  return prefix === undefined || declared.has(prefix) ? [] : [issue('form.unknown_prefix', where, { prefix })]
}

function checkRow(row: FormRow, declared: ReadonlySet<string>): readonly Issue[] {
  return [...row.values.keys()].flatMap((heading) => {
    const [base = '', name = ''] = heading.split('::')
    if (!attributeColumns.has(base) || name === '') return []
    const where = rowWhere(row, heading)
    return isXmlName(name)
      ? checkPrefix(name, where, declared)
      : [issue('form.bad_attribute', where, { heading })]
  })
}

const attributeColumns = new Set(['bind', 'control', 'instance', 'attribute'])
