import { type PlainDate, addDays, plainDate } from '../kernel/index.ts'

/** A code of one of the two systems, valid from a day to a day (the last day included; open when `undefined`). */
export type AreaCode = {
  readonly system: 'kemendagri' | 'bps'
  readonly code: string
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | undefined
}

/** Never issued by Kemendagri (its provinces end at 96), and 98 never by BPS (its provinces end at 97). */
export const demoProvinceCode = '97'
export const demoRegencyCode = '97.01'
const bpsProvinceCode = '98'
const bpsRegencyCode = '9801'

const firstEdition = plainDate('2006-01-01')
/** The last two sub-districts were part of another until this day. */
export const demoSplitDate = plainDate('2023-01-16')

/** The same code in both systems from the first edition on, or from `validFrom`. */
export function codesSince(code: string, validFrom: PlainDate = firstEdition): readonly AreaCode[] {
  return codesBetween(code, validFrom, undefined)
}

/** Today's code and, where the area bore another before the split, that one until the day before. */
export function codesWithFormer(code: string, formerCode: string | undefined): readonly AreaCode[] {
  if (formerCode === undefined) return codesSince(code)
  const lastDay = addDays(demoSplitDate, -1)
  return [...codesBetween(formerCode, firstEdition, lastDay), ...codesSince(code, demoSplitDate)]
}

function codesBetween(
  code: string,
  validFrom: PlainDate,
  validTo: PlainDate | undefined,
): readonly AreaCode[] {
  return [
    { system: 'kemendagri', code, validFrom, validTo },
    { system: 'bps', code: bpsCode(code), validFrom, validTo },
  ]
}

/**
 * BPS numbers sub-districts in tens with three digits and villages with three digits without the kind (kelurahan from
 * 001, desa here from 101, so that the two do not meet); an SLS has four digits and two of a part.
 */
function bpsCode(kemendagri: string): string {
  const [, regency, district, village, sls] = kemendagri.split('.')
  if (regency === undefined) return bpsProvinceCode
  if (district === undefined) return bpsRegencyCode
  const inDistrict = `${bpsRegencyCode}${String(Number(district) * 10).padStart(3, '0')}`
  if (village === undefined) return inDistrict
  const inVillage = `${inDistrict}${Number(village.slice(0, 1)) - 1}${village.slice(2)}`
  return sls === undefined ? inVillage : `${inVillage}${sls}00`
}
