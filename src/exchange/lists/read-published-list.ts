import { cellText, readRows } from '../../sheets/index.ts'
import type { ListedFamily } from './list-difference.ts'
import { standings } from './list-entry.ts'

/**
 * The families of a list, from the file that was published.
 * @throws Error when it is no such file: what was published was written by `renderList`.
 */
export function readPublishedList(bytes: Uint8Array): readonly ListedFamily[] {
  const [heading, ...rows] = readRows({ name: 'list.csv', bytes }, ({ message }) => {
    throw new Error(`a published list cannot be read: ${message.en}`)
  })
  const at = (name: string) => heading?.cells.findIndex((cell) => cell.text === name) ?? -1
  const [village, family, stands, rank] = [at('village_code'), at('family_id'), at('standing'), at('rank')]
  return rows.map((row) => {
    const standing = standings.find((each) => each === cellText(row, stands))
    if (standing === undefined) throw new Error(`row ${row.number} of a published list has no standing`)
    const number = cellText(row, rank)
    return {
      familyId: cellText(row, family),
      villageCode: cellText(row, village),
      standing,
      rank: number === '' ? null : Number(number),
    }
  })
}
