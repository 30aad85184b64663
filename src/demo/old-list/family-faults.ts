import type { Random } from '../../kernel/index.ts'
import { relations } from '../composition.ts'
import { happens, itemAt, pick } from '../draw.ts'
import { distortName } from '../name-errors.ts'
import { drawFault, titleCase } from './cell-faults.ts'
import { faultRates } from './fault-classes.ts'
import { type ListedFamily, type ListedRow, hasFaultIn, marked, withFault } from './listed-row.ts'

/** Faults that concern whole families or two of them. Neighbours in `listed` are neighbours in life. */
export function spoilFamilies(random: Random, listed: readonly ListedFamily[]): readonly ListedFamily[] {
  const guests = new Map<number, ListedRow>()
  const spoiled = listed.flatMap((family, index) => {
    switch (drawFault(random, faultRates.family)) {
      case 'two_heads':
        return [secondHead(family)]
      case 'no_head':
        return [withoutHead(family)]
      case 'family_duplicate':
        return [family, duplicate(random, family)]
      case 'person_in_two_families': {
        const guest = guestOf(random, family)
        if (guest === undefined || index + 1 === listed.length) return [family]
        guests.set(itemAt(listed, index + 1).family, guest)
        return [withFixedNik(family, guest.person)]
      }
      case 'listed_with_relatives': {
        const guest = guestOf(random, family)
        if (guest !== undefined && index + 1 < listed.length)
          guests.set(itemAt(listed, index + 1).family, withoutNik(random, guest))
        return [family]
      }
      default:
        return [family]
    }
  })
  return spoiled.map((family, index) => {
    const guest = guests.get(family.family)
    const isCopy = spoiled[index - 1]?.family === family.family
    return guest === undefined || isCopy ? family : withGuest(family, guest)
  })
}

function secondHead(family: ListedFamily): ListedFamily {
  return changeRow(family, 1, (row) => withFault(row, 'hubungan', relations.head, 'two_heads'))
}

function withoutHead(family: ListedFamily): ListedFamily {
  return changeRow(family, 0, (row) => withFault(row, 'hubungan', relations.other, 'no_head'))
}

/** The family once more, under names a little different. */
function duplicate(random: Random, family: ListedFamily): ListedFamily {
  const rows = family.rows.map((row) => {
    const copy = marked(row, 'idbdt', 'family_duplicate')
    if (happens(random, 0.4)) return copy
    const name = distortName(
      random,
      titleCase(row.cells.nama),
      row.cells.jenis_kelamin === '1' ? 'male' : 'female',
    )
    return name === undefined
      ? copy
      : withFault(copy, 'nama', name.name.toUpperCase(), 'name_variant', name.kind)
  })
  return { ...family, rows }
}

/** A member other than the head, with a NIK by which the two rows can be known for the same person. */
function guestOf(random: Random, { rows }: ListedFamily): ListedRow | undefined {
  const others = rows.slice(1).filter(({ cells, faults }) => cells.nik !== '' && faults.length === 0)
  return others.length === 0 ? undefined : pick(random, others)
}

/** As relatives give a guest's name: spelt otherwise, without a number. Nothing but likeness tells that it is one person. */
function withoutNik(random: Random, guest: ListedRow): ListedRow {
  const sex = guest.cells.jenis_kelamin === '1' ? 'male' : 'female'
  const name = distortName(random, titleCase(guest.cells.nama), sex)?.name.toUpperCase() ?? guest.cells.nama
  return marked({ ...guest, cells: { ...guest.cells, nik: '', nama: name } }, 'nama', 'listed_with_relatives')
}

function withFixedNik(family: ListedFamily, person: number): ListedFamily {
  return {
    ...family,
    rows: family.rows.map((row) => (row.person === person ? { ...row, nikIsFixed: true } : row)),
  }
}

function withGuest(host: ListedFamily, guest: ListedRow): ListedFamily {
  const { cells, faults } = itemAt(host.rows, 0)
  const { nik, nama, jenis_kelamin, tgl_lahir, status_kawin } = guest.cells
  const row: ListedRow = {
    cells: { ...cells, nik, nama, jenis_kelamin, tgl_lahir, status_kawin, hubungan: relations.other },
    person: guest.person,
    faults: [
      ...(guest.faults.length > 0
        ? guest.faults
        : [{ column: 'nik' as const, class: 'person_in_two_families' as const, detail: '' }]),
      ...faults.filter(({ column }) => column === 'kddesa'),
    ],
    nikIsFixed: true,
  }
  return { ...host, rows: [...host.rows, row] }
}

/** People alone have nobody to share with: the others make up for them. */
const shareOfOthers = 1.18

/** Rows that took the NIK of another of their family; both must be untouched otherwise. */
export function shareNiks(random: Random, family: ListedFamily): ListedFamily {
  const sound = family.rows.filter(
    (row) => row.cells.nik !== '' && !row.nikIsFixed && !hasFaultIn(row, 'nik'),
  )
  const [owner] = sound
  if (owner === undefined) return family
  const perTaker = family.rows.length / Math.max(1, sound.length - 1)
  const rate = faultRates.identity.nik_duplicate * perTaker * shareOfOthers
  const rows = family.rows.map((row) => {
    const takes = row !== owner && sound.includes(row) && happens(random, rate)
    return takes ? withFault(row, 'nik', owner.cells.nik, 'nik_duplicate') : row
  })
  return { ...family, rows }
}

function changeRow(family: ListedFamily, at: number, change: (row: ListedRow) => ListedRow): ListedFamily {
  return { ...family, rows: family.rows.map((row, index) => (index === at ? change(row) : row)) }
}
