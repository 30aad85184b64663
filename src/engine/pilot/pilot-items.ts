import { type DataDictionary, type DictionaryItem, messageOf } from '../../questionnaire/index.ts'
import type { PilotItem } from '../../quality/index.ts'

const kinds: Readonly<Record<string, PilotItem['kind']>> = {
  select_one: 'category',
  select_multiple: 'category',
  select_one_external: 'category',
  rank: 'category',
  acknowledge: 'category',
  trigger: 'category',
  integer: 'number',
  decimal: 'number',
  range: 'number',
  percentage: 'number',
  text: 'text',
  date: 'text',
  time: 'text',
  dateTime: 'text',
  barcode: 'text',
  geopoint: 'place',
}

const unknowing =
  /tidak tahu|tdk tahu|tidak ingat|menolak|tidak (mau|bersedia) menjawab|do(n.?t| not) know|refused?\b/i

/** What a form asks a person; what it computes, and what the phone fills in, is not tried out. */
export function pilotItems({ items }: DataDictionary): readonly PilotItem[] {
  return items.flatMap((item) => {
    const kind = kinds[item.type]
    return kind === undefined || item.calculation !== undefined ? [] : [pilotItem(item, kind)]
  })
}

function pilotItem(item: DictionaryItem, kind: PilotItem['kind']): PilotItem {
  const unknown = item.categories.filter(({ label }) =>
    Object.values(label).some((text) => unknowing.test(text)),
  )
  return {
    path: [...item.groups, item.name].join('/'),
    name: item.name,
    label: messageOf(item.label) ?? { id: item.name, en: item.name },
    kind,
    dontKnow: new Set(unknown.map(({ code }) => code)),
    conditional: item.universe !== undefined,
    repeated: item.table !== '',
    required: item.required,
  }
}
