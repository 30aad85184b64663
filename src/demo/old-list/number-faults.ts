import { type Random, randomBelow } from '../../kernel/index.ts'
import { itemAt, pick, wholeBetween } from '../draw.ts'
import type { faultRates } from './fault-classes.ts'

export type NikFault = keyof typeof faultRates.nik | keyof typeof faultRates.nikOther
export type KkFault = keyof typeof faultRates.kk

/** What each fault makes of a good number. `undefined` where it would leave no trace. */
export const nikFaults: Readonly<
  Record<NikFault, (random: Random, nik: string, kk: string) => string | undefined>
> = {
  nik_scientific: (random, nik) => scientific(random, nik),
  nik_rounded: (_random, nik) => rounded(nik),
  nik_fifteen_digits: (random, nik) => withoutDigit(random, nik),
  nik_seventeen_digits: (random, nik) => nik.slice(0, 8) + String(randomBelow(random, 10)) + nik.slice(8),
  nik_last_four_zeros: (_random, nik) => `${nik.slice(0, 12)}0000`,
  nik_is_kk: (_random, _nik, kk) => (/^(\d)(?!\1{15})\d{15}$/.test(kk) ? kk : undefined),
  nik_impossible_date: (random, nik) =>
    `${nik.slice(0, 6)}${pick(random, ['3113', '0000', '3902', '7402', '3106'])}${nik.slice(10)}`,
  nik_repeated_digit: (random, nik) => itemAt(pick(random, ['1', '2', '9', '3']), 0).repeat(nik.length),
  nik_letters: (_random, nik) => nik.replace('0', 'O').replace('1', 'l'),
  nik_blank: () => '',
  nik_apostrophe: (_random, nik) => `'${nik}`,
  nik_spaced: (_random, nik) => nik.replace(/(\d{4})(?=\d)/g, '$1 '),
  nik_typing: (random, nik) => {
    const at = 13 + randomBelow(random, 2)
    return `${nik.slice(0, at)}${(Number(nik[at]) + wholeBetween(random, 1, 9)) % 10}${nik.slice(at + 1)}`
  },
}

export const kkFaults: Readonly<Record<KkFault, (random: Random, kk: string) => string>> = {
  kk_scientific: scientific,
  kk_fifteen_digits: withoutDigit,
  kk_last_four_zeros: (_random, kk) => `${kk.slice(0, 12)}0000`,
  kk_impossible_date: (random, kk) =>
    `${kk.slice(0, 6)}${pick(random, ['3113', '0000', '4502', '3106'])}${kk.slice(10)}`,
  kk_repeated_digit: (random, kk) => itemAt(pick(random, ['1', '2', '9']), 0).repeat(kk.length),
  kk_blank: () => '',
}

/** As a spreadsheet shows a long number, with a comma under Indonesian settings. */
function scientific(random: Random, number: string): string {
  return `${number.slice(0, 1)}${pick(random, [',', '.'])}${number.slice(1, 6)}E+15`
}

/** A spreadsheet keeps 15 significant digits. Where the last digit was not the whole serial, nothing would show. */
function rounded(number: string): string | undefined {
  return number.slice(12, 15) === '000' ? `${number.slice(0, 15)}0` : undefined
}

function withoutDigit(random: Random, number: string): string {
  const at = 6 + randomBelow(random, 10)
  return number.slice(0, at) + number.slice(at + 1)
}
