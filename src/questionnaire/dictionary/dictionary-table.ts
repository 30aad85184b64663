import { messageOf } from '../form/form-texts.ts'
import type { DataDictionary, DictionaryItem } from './data-dictionary.ts'

export const tableHeadings = [
  'table',
  'name',
  'type',
  'label_id',
  'label_en',
  'categories',
  'unit',
  'universe',
  'required',
  'save_to',
  'models',
]

/** A row for each item, under `tableHeadings`, for CSV and XLSX. */
export function dictionaryTable({ form, items }: DataDictionary): readonly (readonly string[])[] {
  return items.map((item) => [
    item.table || form,
    item.name,
    item.type,
    messageOf(item.label)?.id ?? '',
    messageOf(item.label)?.en ?? '',
    categoriesText(item),
    item.unit ?? '',
    item.universe ?? '',
    item.required ? 'yes' : 'no',
    item.saveTo ?? '',
    item.models?.join('; ') ?? '',
  ])
}

/** `1 Milik sendiri; 2 Sewa`. */
function categoriesText({ categories, file = '' }: DictionaryItem): string {
  return categories.length === 0
    ? file
    : categories.map(({ code, label }) => `${code} ${messageOf(label)?.id ?? ''}`).join('; ')
}
