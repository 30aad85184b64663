import type { OldListColumn } from './columns.ts'

/**
 * Shares of rows (of families for `kk`, `family` and `area`). Invalid NIK add up to 11.3 per cent, invalid KK numbers to
 * 16.9, duplicate NIK 1.1, dead .24, empty names 6 in 100,000: what the ministry and the audit offices said of the list
 * of January 2020 (press reports of 2021). The rest are of plausible size.
 */
export const faultRates = {
  nik: {
    nik_scientific: 0.025,
    nik_rounded: 0.02,
    nik_fifteen_digits: 0.015,
    nik_seventeen_digits: 0.008,
    nik_last_four_zeros: 0.015,
    nik_is_kk: 0.008,
    nik_impossible_date: 0.01,
    nik_repeated_digit: 0.004,
    nik_letters: 0.003,
    nik_blank: 0.005,
  },
  /** Readable, or well formed and wrong. */
  nikOther: { nik_apostrophe: 0.05, nik_spaced: 0.01, nik_typing: 0.012 },
  kk: {
    kk_scientific: 0.045,
    kk_fifteen_digits: 0.03,
    kk_last_four_zeros: 0.04,
    kk_impossible_date: 0.02,
    kk_repeated_digit: 0.009,
    kk_blank: 0.025,
  },
  name: { name_variant: 0.12, name_mojibake: 0.002, name_empty: 0.00006 },
  date: {
    date_impossible: 0.003,
    date_future: 0.001,
    date_blank: 0.002,
    date_heaped: 0.03,
    date_day_month_exchanged: 0.01,
    date_year_off: 0.008,
  },
  sex: { sex_wrong: 0.003 },
  family: {
    two_heads: 0.004,
    no_head: 0.004,
    person_in_two_families: 0.004,
    family_duplicate: 0.01,
    listed_with_relatives: 0.05,
  },
  area: { area_unknown: 0.003 },
  cell: { decimal_comma: 0.06, code_unknown: 0.001 },
  identity: { nik_duplicate: 0.011 },
} as const

type RateGroups = typeof faultRates
type RatedClass = { [Group in keyof RateGroups]: keyof RateGroups[Group] }[keyof RateGroups]

/** The rest come from the years between the list and today: their shares follow from the population. */
export type FaultClass = RatedClass | 'person_dead' | 'family_moved' | 'area_retired'

/** A planted fault. `row` is counted as the user counts: the heading is row 1. */
export type PlantedFault = {
  readonly row: number
  readonly column: OldListColumn
  readonly class: FaultClass
  /** More about it, such as the kind of a name's error. */
  readonly detail: string
}

/** Faults that the file alone shows, without a register or a visit. */
export const visibleInFile: readonly FaultClass[] = [
  'nik_scientific',
  'nik_rounded',
  'nik_fifteen_digits',
  'nik_seventeen_digits',
  'nik_last_four_zeros',
  'nik_is_kk',
  'nik_impossible_date',
  'nik_repeated_digit',
  'nik_letters',
  'nik_blank',
  'nik_apostrophe',
  'nik_spaced',
  'kk_scientific',
  'kk_fifteen_digits',
  'kk_last_four_zeros',
  'kk_impossible_date',
  'kk_repeated_digit',
  'kk_blank',
  'name_mojibake',
  'name_empty',
  'date_impossible',
  'date_future',
  'date_blank',
  'two_heads',
  'no_head',
  'person_in_two_families',
  'area_retired',
  'area_unknown',
  'decimal_comma',
  'code_unknown',
  'nik_duplicate',
]
