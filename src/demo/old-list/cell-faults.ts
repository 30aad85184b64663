import { type PlainDate, type Random, randomBelow } from '../../kernel/index.ts'
import { happens, itemAt, pick, wholeBetween } from '../draw.ts'
import { distortName } from '../name-errors.ts'
import { faultRates } from './fault-classes.ts'
import { type ListedFamily, type ListedRow, hasFaultIn, withFamilyFault, withFault } from './listed-row.ts'
import { kkFaults, nikFaults } from './number-faults.ts'

/** Faults of single cells; each group strikes a row at most once. */
export function spoilCells(random: Random, listed: ListedFamily, listDate: PlainDate): ListedFamily {
  const spoiled = spoilHouse(random, spoilKk(random, listed))
  return {
    ...spoiled,
    rows: spoiled.rows.map((row) =>
      spoilSex(random, spoilDate(random, spoilName(random, spoilNik(random, row)), listDate)),
    ),
  }
}

function spoilKk(random: Random, listed: ListedFamily): ListedFamily {
  const fault = drawFault(random, faultRates.kk)
  const { cells } = itemAt(listed.rows, 0)
  return fault === undefined
    ? listed
    : withFamilyFault(listed, 'nokk', kkFaults[fault](random, cells.nokk), fault)
}

function spoilHouse(random: Random, listed: ListedFamily): ListedFamily {
  const { cells } = itemAt(listed.rows, 0)
  const placed = spoilPlace(random, listed)
  switch (drawFault(random, faultRates.cell)) {
    case 'decimal_comma':
      return withFamilyFault(placed, 'luas_lantai', `${cells.luas_lantai},5`, 'decimal_comma')
    case 'code_unknown':
      return withFamilyFault(placed, 'lantai', pick(random, ['99', '11', 'X']), 'code_unknown')
    default:
      return placed
  }
}

/** A retired code stays as it is, so that each row shows one fault of its place. */
function spoilPlace(random: Random, listed: ListedFamily): ListedFamily {
  const struck = happens(random, faultRates.area.area_unknown)
  if (!struck || hasFaultIn(itemAt(listed.rows, 0), 'kddesa')) return listed
  return withFamilyFault(listed, 'kddesa', pick(random, ['2999', '0000', '1987']), 'area_unknown')
}

const nikRates = { ...faultRates.nik, ...faultRates.nikOther }

function spoilNik(random: Random, row: ListedRow): ListedRow {
  const fault = drawFault(random, nikRates)
  if (fault === undefined || row.nikIsFixed || row.cells.nik === '') return row
  const written = nikFaults[fault](random, row.cells.nik, row.cells.nokk)
  if (written !== undefined) return withFault(row, 'nik', written, fault)
  return withFault(
    row,
    'nik',
    nikFaults.nik_last_four_zeros(random, row.cells.nik, '') ?? '',
    'nik_last_four_zeros',
  )
}

function spoilName(random: Random, row: ListedRow): ListedRow {
  const fault = drawFault(random, faultRates.name)
  const { nama, jenis_kelamin } = row.cells
  if (fault === undefined || hasFaultIn(row, 'nama')) return row
  if (fault === 'name_empty') return withFault(row, 'nama', '', fault)
  if (fault === 'name_mojibake') return withFault(row, 'nama', mojibake(nama), fault)
  const written = distortName(random, titleCase(nama), jenis_kelamin === '1' ? 'male' : 'female')
  return written === undefined ? row : withFault(row, 'nama', written.name.toUpperCase(), fault, written.kind)
}

/** UTF-8 read as Windows-1252: an accent or a curly apostrophe turns into two or three signs. */
function mojibake(name: string): string {
  if (name.includes("'")) return name.replace("'", 'â€™')
  return name.includes('E') ? name.replace('E', 'Ã‰') : `${name.slice(0, 1)}Â\u00a0${name.slice(1)}`
}

/** A fault that would plant a second one is left out: a leap day in another year, a day after the list was made. */
function spoilDate(random: Random, row: ListedRow, listDate: PlainDate): ListedRow {
  const fault = drawFault(random, faultRates.date)
  const { tgl_lahir } = row.cells
  if (fault === undefined || tgl_lahir.startsWith('29/02')) return row
  const written = dateFaults[fault](random, tgl_lahir)
  const isLate = fault !== 'date_future' && written.split('/').toReversed().join('-') > listDate
  return isLate || written === tgl_lahir ? row : withFault(row, 'tgl_lahir', written, fault)
}

const dateFaults: Readonly<Record<keyof typeof faultRates.date, (random: Random, date: string) => string>> = {
  date_impossible: (random, date) => `${pick(random, ['31/02', '00/00', '31/06', '15/13'])}${date.slice(5)}`,
  date_future: (random, date) => `${date.slice(0, 6)}${wholeBetween(random, 2031, 2079)}`,
  date_blank: () => '',
  date_heaped: (random, date) => `${pick(random, ['31/12', '01/01', '01/07'])}${date.slice(5)}`,
  date_day_month_exchanged: (_random, date) =>
    Number(date.slice(0, 2)) > 12 ? date : `${date.slice(3, 5)}/${date.slice(0, 2)}${date.slice(5)}`,
  date_year_off: (random, date) => `${date.slice(0, 6)}${Number(date.slice(6)) - pick(random, [1, 10])}`,
}

function spoilSex(random: Random, row: ListedRow): ListedRow {
  if (drawFault(random, faultRates.sex) === undefined) return row
  return withFault(row, 'jenis_kelamin', row.cells.jenis_kelamin === '1' ? '2' : '1', 'sex_wrong')
}

/** One of the classes with its rate, or none. */
export function drawFault<Class extends string>(
  random: Random,
  rates: Readonly<Record<Class, number>>,
): Class | undefined {
  let left = random()
  for (const name in rates) {
    left -= rates[name]
    if (left < 0) return name
  }
  return undefined
}

export function titleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[\s.])(\p{Letter})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}

/** Empty names are so rare that a small list would have none: these rows get one all the same. */
export function drawEmptyNames(random: Random, rows: number): ReadonlySet<number> {
  return new Set([randomBelow(random, rows), randomBelow(random, rows)])
}
