import { type Dialect, differingDigits } from '../../sql/index.ts'
import type { ComparisonSettings } from '../settings/schema.ts'
import type { Levels } from './comparison.ts'
import type { ColumnNumbers } from './feature.ts'
import { ladder } from './ladder.ts'
import { dateFeatures } from './read-date.ts'
import { digitsFeature, nikFeature, numberFeature } from './read-number.ts'

type Of<As extends ComparisonSettings['as']> = Extract<ComparisonSettings, { as: As }>

/** Equal; day and month exchanged; two of the three parts equal; the same year. */
export function compareDate({ column, format }: Of<'date'>, numberOf: ColumnNumbers): Levels {
  const features = dateFeatures(numberOf, column, format)
  const [day, year, monthDay, dayMonth] = features.map(({ name }) => name)
  const parts = {
    year: `l.${year} = r.${year}`,
    monthDay: `l.${monthDay} = r.${monthDay}`,
    month: `l.${monthDay} - l.${monthDay} % 100 = r.${monthDay} - r.${monthDay} % 100`,
    dayOfMonth: `l.${monthDay} % 100 = r.${monthDay} % 100`,
  }
  return ladder({
    features,
    key: features[0],
    cases: [
      { name: 'equal', near: `l.${day} = r.${day}` },
      { name: 'parts_exchanged', near: `${parts.year} and l.${monthDay} = r.${dayMonth}` },
      {
        name: 'two_parts',
        near: `${parts.monthDay} or ${parts.year} and (${parts.month} or ${parts.dayOfMonth})`,
      },
      { name: 'same_year', near: parts.year },
    ],
  })
}

/** Equal; at most two digits differ, as after one exchange of neighbours. */
export function compareDigits(
  { as, column }: Of<'nik' | 'digits'>,
  numberOf: ColumnNumbers,
  dialect: Dialect,
): Levels {
  const number = as === 'nik' ? nikFeature(numberOf, column) : digitsFeature(numberOf, column)
  const [l, r] = [`l.${number.name}`, `r.${number.name}`]
  return ladder({
    features: [number],
    key: number,
    cases: [
      { name: 'equal', near: `${l} = ${r}` },
      { name: 'two_digits', near: `${differingDigits(dialect, l, r)} <= 2` },
    ],
  })
}

/** Equal; within each of the differences. */
export function compareNumber({ column, within, relative }: Of<'number'>, numberOf: ColumnNumbers): Levels {
  const number = numberFeature(numberOf, column)
  const [l, r] = [`l.${number.name}`, `r.${number.name}`]
  const scale = relative ? ` * greatest(abs(${l}), abs(${r}))` : ''
  return ladder({
    features: [number],
    key: number,
    cases: [
      { name: 'equal', near: `${l} = ${r}` },
      ...within
        .toSorted((a, b) => a - b)
        .map((most) => ({ name: `within_${most}`, near: `abs(${l} - ${r}) <= ${most}${scale}` })),
    ],
  })
}
