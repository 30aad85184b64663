import type { Random } from '../kernel/index.ts'
import { happens, itemAt, pick, pickWeighted } from './draw.ts'
import type { Sex } from './identity-numbers.ts'
import { type Cohort, type TraditionName, traditionNames, traditions } from './name-parts.ts'
import { balineseBirthOrder, neverAlone, oddNames, youngSecond } from './name-words.ts'

/** How a family names its own: the tradition, and the surname that goes from father to child (empty where there is none). */
export type FamilyNaming = { readonly tradition: TraditionName; readonly surname: string }

export function drawNaming(random: Random): FamilyNaming {
  return namingOf(random, pickWeighted(random, traditionShares))
}

/** For one who married in: mostly of the same tradition, always with a surname of one's own. */
export function drawSpouseNaming(random: Random, naming: FamilyNaming): FamilyNaming {
  return happens(random, 0.85) ? namingOf(random, naming.tradition) : drawNaming(random)
}

/** A name as the civil register writes it. `birthOrder` counts from 1 among brothers and sisters (used by the Balinese). */
export function drawName(
  random: Random,
  naming: FamilyNaming,
  sex: Sex,
  birthYear: number,
  birthOrder = 1,
): string {
  if (happens(random, 0.0004)) return pick(random, oddNames)
  if (naming.tradition === 'bali') return balineseName(random, sex, birthOrder)
  const tradition = traditions[naming.tradition]
  const cohort = cohortOf(birthYear)
  const given = pick(random, tradition.given[sex][cohort])
  if (naming.surname !== '') return withSurname(random, given, naming, sex)
  if (happens(random, tradition.oneWord[cohort]) && !neverAlone.includes(given)) return given
  const pool = cohort === 'young' && happens(random, 0.6) ? youngSecond[sex] : tradition.second[sex]
  const second = pickOther(random, pool, given)
  const third = pickOther(random, tradition.second[sex], given)
  const long = cohort === 'young' && third !== second && happens(random, 0.3)
  return long ? `${given} ${second} ${third}` : `${given} ${second}`
}

const traditionShares = traditionNames.map((name) => [name, traditions[name].share] as const)

function namingOf(random: Random, tradition: TraditionName): FamilyNaming {
  const { surnames } = traditions[tradition]
  return { tradition, surname: surnames.length === 0 ? '' : pick(random, surnames) }
}

function cohortOf(birthYear: number): Cohort {
  if (birthYear < 1965) return 'old'
  return birthYear < 1992 ? 'middle' : 'young'
}

function balineseName(random: Random, sex: Sex, birthOrder: number): string {
  const order = pick(random, itemAt(balineseBirthOrder, (birthOrder - 1) % balineseBirthOrder.length))
  return `${sex === 'male' ? 'I' : 'Ni'} ${order} ${pick(random, traditions.bali.second[sex])}`
}

function withSurname(random: Random, given: string, naming: FamilyNaming, sex: Sex): string {
  const middle = happens(random, 0.3)
    ? [pickOther(random, traditions[naming.tradition].second[sex], given)]
    : []
  return [given, ...middle, naming.surname].join(' ')
}

function pickOther(random: Random, list: readonly string[], not: string): string {
  const drawn = pick(random, list)
  return drawn === not
    ? pick(
        random,
        list.filter((word) => word !== not),
      )
    : drawn
}
