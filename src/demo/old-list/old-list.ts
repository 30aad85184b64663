import { type PlainDate, type Random, seedOf, seededRandom } from '../../kernel/index.ts'
import type { Regency } from '../areas.ts'
import { happens, itemAt } from '../draw.ts'
import type { FamilyFacts, Population, TrueFamily } from '../truth.ts'
import { drawEmptyNames, spoilCells } from './cell-faults.ts'
import { type OldListColumn, oldListColumns } from './columns.ts'
import { shareNiks, spoilFamilies } from './family-faults.ts'
import type { PlantedFault } from './fault-classes.ts'
import { type ListedFamily, type ListedRow, marked, withFault } from './listed-row.ts'
import { type Recorded, listFamily, recordYearsAgo } from './write-family.ts'

/** Which family and person of the truth a row of the list speaks of. `row` as the user counts: the heading is row 1. */
export type RowLink = {
  readonly row: number
  readonly idbdt: string
  readonly idartbdt: string
  readonly family: number
  readonly person: number
}

export type OldList = {
  readonly listDate: PlainDate
  readonly headings: readonly OldListColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly links: readonly RowLink[]
  readonly faults: readonly PlantedFault[]
  /** What the list says of each family's house, in today's codes, by family index: to compare a visit with. */
  readonly recorded: ReadonlyMap<number, FamilyFacts>
}

/**
 * A district's old export: about 70 per cent of the families of then, the poorer more likely, in the codes and under the
 * area codes of then, with the faults that such lists have.
 */
export function buildOldList(
  regency: Regency,
  population: Population,
  listDate: PlainDate,
  seed: number,
): OldList {
  const random = seededRandom(seedOf(seed, 'old list'))
  const recorded = [...population.families, ...population.departed]
    .filter((family) => isListed(random, family, population.povertyLine))
    .map((family) => recordYearsAgo(random, family))
  const listed = recorded.flatMap((one) => listRecorded(random, regency, population, one, listDate))
  const ordered = spoilFamilies(random, placed(random, listed))
  const families = ordered.map((family) => shareNiks(random, spoilCells(random, family, listDate)))
  return writeList(random, families, recorded, listDate)
}

/** The same kind of list with an exact number of rows, for trials of an import. */
export function firstRows(list: OldList, count: number): OldList {
  return {
    ...list,
    rows: list.rows.slice(0, count),
    links: list.links.filter(({ row }) => row <= count + 1),
    faults: list.faults.filter(({ row }) => row <= count + 1),
  }
}

/** About 85 per cent of the poorest fifth and 47 of the richest: of the poor, too, some are missing. */
function isListed(random: Random, { expenditurePerHead }: TrueFamily, povertyLine: number): boolean {
  const aboveLine = Math.log(expenditurePerHead / povertyLine)
  return happens(random, 1 / (1 + Math.exp(1.15 * aboveLine - 1.8)))
}

function listRecorded(
  random: Random,
  regency: Regency,
  population: Population,
  recorded: Recorded,
  listDate: PlainDate,
): readonly ListedFamily[] {
  const listed = listFamily(random, regency, recorded, listDate)
  if (listed === undefined) return []
  const { family } = recorded
  const village = itemAt(regency.villages, family.village)
  const left = family.index >= population.families.length && family.members.length > 0
  const moved = left ? markAll(listed, 'idbdt', 'family_moved') : listed
  const retired = village.formerCode !== undefined && listDate < regency.splitDate
  return [retired ? markAll(moved, 'kddesa', 'area_retired') : moved]
}

function markAll(
  listed: ListedFamily,
  column: OldListColumn,
  fault: 'family_moved' | 'area_retired',
): ListedFamily {
  return { ...listed, rows: listed.rows.map((row) => marked(row, column, fault)) }
}

/** By neighbourhood, in random order within it. */
function placed(random: Random, listed: readonly ListedFamily[]): readonly ListedFamily[] {
  return listed
    .map((family) => ({ family, at: random() }))
    .sort((a, b) => a.family.sls - b.family.sls || a.at - b.at)
    .map(({ family }) => family)
}

function writeList(
  random: Random,
  families: readonly ListedFamily[],
  recorded: readonly Recorded[],
  listDate: PlainDate,
): OldList {
  const numbered = families.flatMap((family, index) =>
    numberRows(family, index + 1).map((row) => ({ row, family: family.family })),
  )
  const nameless = drawEmptyNames(random, numbered.length)
  const written = numbered.map(({ row, family }, index) => ({
    row: nameless.has(index) ? emptyName(row) : row,
    family,
  }))
  return {
    listDate,
    headings: oldListColumns,
    rows: written.map(({ row }) => oldListColumns.map((column) => row.cells[column])),
    links: written.map(({ row, family }, index) => ({
      row: index + 2,
      idbdt: row.cells.idbdt,
      idartbdt: row.cells.idartbdt,
      family,
      person: row.person,
    })),
    faults: written.flatMap(({ row }, index) => row.faults.map((fault) => ({ ...fault, row: index + 2 }))),
    recorded: new Map(recorded.map(({ family, facts }) => [family.index, facts])),
  }
}

function emptyName(row: ListedRow): ListedRow {
  const others = row.faults.filter(({ column }) => column !== 'nama')
  return withFault({ ...row, faults: others }, 'nama', '', 'name_empty')
}

/** Writes the numbers into the rows: of the household, of each member, and how many there are. */
function numberRows({ rows }: ListedFamily, number: number): readonly ListedRow[] {
  const idbdt = `9701${String(number).padStart(8, '0')}`
  return rows.map((row, index) => {
    const { kdprop, kdkab, kdkec, kddesa } = row.cells
    const ruta6 = `${kdprop}${kdkab}${kdkec}${kddesa}${String(number).padStart(6, '0')}`
    const idartbdt = `${idbdt}${String(index + 1).padStart(2, '0')}`
    return { ...row, cells: { ...row.cells, idbdt, ruta6, idartbdt, jumlah_art: String(rows.length) } }
  })
}
