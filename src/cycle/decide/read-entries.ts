import type { Columns, DuckDb } from '../../engine/index.ts'
import type { ListEntry } from '../../exchange/index.ts'
import { parsePlainDate } from '../../kernel/index.ts'

/** The step `list_entry` as entries of a list. */
export async function readEntries(duck: DuckDb): Promise<readonly ListEntry[]> {
  const columns = await duck.readColumns(
    `select * replace (cast(notice_date as varchar) as notice_date, cast(effective_date as varchar) as effective_date) from list_entry`,
  )
  const [text, number] = [reader(columns), numberReader(columns)]
  return Array.from({ length: columns.rowCount }, (_, row): ListEntry => {
    const standing = text('standing', row)
    return {
      familyId: text('family_id', row) ?? '',
      villageCode: text('village_code', row) ?? '',
      headName: text('head_name', row),
      standing: standing === 'notice' || standing === 'waiting' ? standing : 'receives',
      rank: number('rank', row),
      waitingPosition: number('waiting_position', row),
      benefitRupiah: number('benefit_rupiah', row),
      noticeDate: parsePlainDate(text('notice_date', row) ?? '') ?? null,
      effectiveDate: parsePlainDate(text('effective_date', row) ?? '') ?? null,
    }
  })
}

function reader(columns: Columns) {
  return (name: string, row: number): string | null => columns.texts(name)[row] ?? null
}

function numberReader(columns: Columns) {
  return (name: string, row: number): number | null => {
    const value = columns.numbers(name)[row]
    return value === undefined || Number.isNaN(value) ? null : value
  }
}
