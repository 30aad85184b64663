import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, FormNode } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { placedNodes } from '../form/walk.ts'
import { isXmlName } from '../form/words.ts'
import { onlyReference } from '../xform/references.ts'

const issue = issueTexts({
  'form.bad_name': {
    id: 'Nama {name} tidak dapat dipakai. Mulai dengan huruf atau garis bawah; setelah itu huruf, angka, garis bawah, tanda hubung atau titik.',
    en: 'The name {name} cannot be used. Begin with a letter or an underscore; then letters, digits, underscores, hyphens or periods.',
  },
  'form.duplicate_name': {
    id: 'Nama {name} sudah dipakai di baris {first} dalam grup yang sama. Beri nama lain.',
    en: 'The name {name} is already used on row {first} in the same group. Give another name.',
  },
  'form.similar_name': {
    id: 'Nama {name} hanya berbeda huruf besar dan kecil dari nama di baris {first}. Beberapa program menganggapnya sama.',
    en: 'The name {name} differs from that on row {first} by capitals only. Some programs take them for the same.',
  },
  'form.reserved_name': {
    id: 'Nama meta disediakan untuk keterangan formulir. Beri nama lain.',
    en: 'The name meta is reserved for what a form says of itself. Give another name.',
  },
  'form.root_name': {
    id: 'Pengulangan tidak boleh bernama {name} seperti formulirnya. Beri nama lain.',
    en: 'A repeat must not be named {name} as the form is. Give another name.',
  },
  'form.duplicate_repeat': {
    id: 'Pengulangan {name} sudah ada di baris {first}. Nama pengulangan hanya boleh dipakai sekali di seluruh formulir.',
    en: 'The repeat {name} is already on row {first}. The name of a repeat may be used once in the whole form.',
  },
  'form.audit_name': {
    id: 'Baris audit harus bernama audit. Kosongkan kolom name.',
    en: 'The row audit must be named audit. Leave the column name empty.',
  },
})

export function checkNames(form: FormModel): readonly Issue[] {
  const nodes = [...placedNodes(form.nodes)].map(({ node }) => node)
  return [
    ...nodes.flatMap(checkName),
    ...checkSiblings(form.nodes),
    ...nodes.flatMap((node) => (node.kind === 'question' ? [] : checkSiblings(node.children))),
    ...checkRepeats(nodes, form.settings.rootName),
  ]
}

function checkName(node: FormNode): readonly Issue[] {
  const { row, name } = node
  const where = rowWhere(row, 'name')
  if (name === '') return []
  if (node.kind === 'question' && node.type === 'audit' && name !== 'audit')
    return [issue('form.audit_name', where)]
  if (name === 'meta') return [issue('form.reserved_name', where)]
  return isXmlName(name) ? [] : [issue('form.bad_name', where, { name })]
}

/** Names within one group, with those that a row brings along. */
function checkSiblings(nodes: readonly FormNode[]): readonly Issue[] {
  const rows = new Map<string, number>()
  const smallLetters = new Map<string, number>()
  return nodes.flatMap((node) =>
    namesOf(node).flatMap((name) => {
      const where = rowWhere(node.row, 'name')
      const small = name.toLowerCase()
      const [first, similar] = [rows.get(name), smallLetters.get(small)]
      rows.set(name, first ?? node.row.number)
      smallLetters.set(small, similar ?? node.row.number)
      if (name === '') return []
      if (first !== undefined) return [issue('form.duplicate_name', where, { name, first })]
      return similar === undefined
        ? []
        : [issue('form.similar_name', where, { name, first: similar }, 'warning')]
    }),
  )
}

function namesOf(node: FormNode): readonly string[] {
  const { name, row } = node
  if (node.kind === 'question') return node.orOther ? [name, `${name}_other`] : [name]
  const count = value(row, 'repeat_count')
  return count === '' || onlyReference(count) !== undefined ? [name] : [`${name}_count`, name]
}

function checkRepeats(nodes: readonly FormNode[], rootName: string): readonly Issue[] {
  const rows = new Map<string, number>()
  return nodes.flatMap(({ kind, name, row }) => {
    if (kind !== 'repeat') return []
    const first = rows.get(name)
    rows.set(name, first ?? row.number)
    const where = rowWhere(row, 'name')
    if (name === rootName) return [issue('form.root_name', where, { name })]
    return first === undefined ? [] : [issue('form.duplicate_repeat', where, { name, first })]
  })
}
