import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import { messageOf } from '../form/form-texts.ts'
import { type DataDictionary, type DictionaryItem, itemKeys } from './data-dictionary.ts'

const issue = issueTexts({
  'dictionary.removed': {
    id: '{name} tidak ditanyakan lagi. Kolomnya tetap ada dan kosong untuk versi ini.',
    en: '{name} is no longer asked. Its column stays, and is empty for this version.',
  },
  'dictionary.type_changed': {
    id: '{name} berubah dari {older} menjadi {newer}. Beri nama baru agar kolom lama tidak berganti arti.',
    en: '{name} changes from {older} to {newer}. Give a new name, so that the old column does not change its meaning.',
  },
  'dictionary.table_changed': {
    id: '{name} pindah dari {older} ke {newer}. Beri nama baru agar kolom lama tidak berganti arti.',
    en: '{name} moves from {older} to {newer}. Give a new name, so that the old column does not change its meaning.',
  },
  'dictionary.unit_changed': {
    id: 'Satuan {name} berubah dari {older} menjadi {newer}. Beri nama baru agar angka lama dan baru tidak tercampur.',
    en: 'The unit of {name} changes from {older} to {newer}. Give a new name, so that old and new figures do not mix.',
  },
  'dictionary.code_removed': {
    id: 'Kode {code} dari {name} dihapus. Jawaban lama dengan kode itu kehilangan artinya; biarkan kodenya dan sembunyikan dengan choice_filter.',
    en: 'Code {code} of {name} is removed. Old answers lose their meaning; keep the code and hide it by a choice_filter.',
  },
  'dictionary.code_changed': {
    id: 'Kode {code} dari {name} berubah arti: "{older}" menjadi "{newer}". Bila bukan sekadar perbaikan kata, pakai kode baru.',
    en: 'Code {code} of {name} changes from "{older}" to "{newer}". If that is more than a better wording, use a new code.',
  },
})

/**
 * What a new version of a form does to the columns of the older one. New items add columns and are no issue; a change of
 * meaning is an error, a change of words a warning.
 */
export function compareDictionaries(older: DataDictionary, newer: DataDictionary): readonly Issue[] {
  const now = new Map([...itemKeys(newer)].map(([item, key]) => [key, item]))
  return [...itemKeys(older)].flatMap(([item, key]) => {
    const next = now.get(key)
    return next
      ? compareItems(item, next)
      : [issue('dictionary.removed', { column: item.name }, { name: item.name }, 'warning')]
  })
}

function compareItems(older: DictionaryItem, newer: DictionaryItem): readonly Issue[] {
  const { name } = older
  const changed = (code: Parameters<typeof issue>[0], a: string, b: string) =>
    a === b ? [] : [issue(code, { column: name }, { name, older: a || '–', newer: b || '–' })]
  return [
    ...changed('dictionary.type_changed', older.type, newer.type),
    ...changed('dictionary.table_changed', older.table, newer.table),
    ...changed('dictionary.unit_changed', older.unit ?? '', newer.unit ?? ''),
    ...compareCategories(older, newer),
  ]
}

function compareCategories({ name, categories }: DictionaryItem, newer: DictionaryItem): readonly Issue[] {
  const now = new Map(newer.categories.map(({ code, label }) => [code, messageOf(label)?.id ?? '']))
  return categories.flatMap(({ code, label }) => {
    const before = messageOf(label)?.id ?? ''
    const after = now.get(code)
    if (after === undefined) return [issue('dictionary.code_removed', { column: name }, { name, code })]
    if (after === before) return []
    return [
      issue(
        'dictionary.code_changed',
        { column: name },
        { name, code, older: before, newer: after },
        'warning',
      ),
    ]
  })
}
