import type { Random } from '../../kernel/index.ts'
import { happens, pick } from '../draw.ts'

/**
 * Regsosek22-K codes as the household form of 2015 (PBDT2015.RT) codes the same answer. Where that form is finer, the
 * choice is drawn; where it is coarser, several codes become one.
 */
export const pbdtCodes = {
  lantai: { '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '9', '9': '10' },
  atap: { '1': '1', '2': '4', '3': '6', '4': '5', '5': '7', '6': '8', '7': '9', '8': '10' },
  sta_lahan: { '1': '1', '2': '2', '3': '2', '4': '1', '5': '1', '6': '4' },
  sumber_airminum: {
    '1': '1',
    '2': '2',
    '3': '3',
    '4': '5',
    '5': '6',
    '6': '7',
    '7': '8',
    '8': '9',
    '9': '10',
    '10': '11',
    '11': '12',
  },
  sumber_penerangan: { '1': '1', '2': '1', '3': '2', '4': '3' },
  bb_masak: {
    '0': '9',
    '1': '1',
    '2': '2',
    '3': '2',
    '4': '3',
    '5': '4',
    '6': '4',
    '7': '5',
    '8': '6',
    '9': '7',
    '10': '8',
    '11': '8',
  },
  fasbab: { '1': '1', '2': '2', '3': '3', '4': '3', '5': '4', '6': '4' },
  kloset: { '1': '1', '2': '2', '3': '2', '4': '3' },
  buang_tinja: { '1': '1', '2': '2', '3': '4', '4': '3', '5': '5', '6': '6' },
  partisipasi_sekolah: { '1': '0', '2': '1', '3': '2' },
  pendidikan_tertinggi: {
    '3': '1',
    '4': '3',
    '8': '4',
    '9': '6',
    '13': '7',
    '14': '9',
    '15': '7',
    '18': '10',
    '19': '10',
  },
  ijazah_tertinggi: {
    '23': '0',
    '3': '1',
    '4': '1',
    '8': '2',
    '9': '2',
    '13': '3',
    '14': '3',
    '15': '3',
    '18': '4',
    '19': '5',
  },
  lapangan_usaha: {
    '1': '1',
    '2': '2',
    '3': '3',
    '4': '4',
    '5': '6',
    '6': '7',
    '7': '8',
    '8': '9',
    '9': '10',
    '10': '10',
    '11': '11',
    '12': '12',
    '13': '14',
    '14': '13',
    '15': '15',
    '16': '16',
    '18': '22',
    '19': '22',
    '20': '19',
    '21': '17',
    '22': '18',
    '24': '19',
    '25': '19',
  },
  penyakit_kronis: {
    '1': '0',
    '2': '1',
    '3': '2',
    '4': '3',
    '5': '4',
    '6': '5',
    '7': '6',
    '8': '7',
    '9': '8',
    '10': '9',
    '13': '9',
    '15': '9',
    '18': '9',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

/** The 2015 code; empty where the question was not asked. */
export function toPbdt(item: keyof typeof pbdtCodes, code: string | undefined): string {
  const codes: Readonly<Record<string, string>> = pbdtCodes[item]
  if (code === undefined) return ''
  const known = codes[code]
  if (known === undefined) throw new Error(`no PBDT code of ${item} for ${code}`)
  return known
}

/** Wooden floors are good or bad (5, 8), and roof tiles ceramic, metal or clay (2, 3, 4) in the old form only. */
export function drawFinerCode(random: Random, item: 'lantai' | 'atap', code: string): string {
  if (item === 'lantai' && code === '5' && happens(random, 0.6)) return '8'
  if (item === 'atap' && code === '4' && happens(random, 0.15)) return pick(random, ['2', '3'])
  return code
}

/** The old form has kinds of disability instead of degrees; only the severe ones were recorded. */
export function drawDisabilityKind(random: Random, degree: string): string {
  return degree === '3' ? pick(random, ['1', '1', '2', '3', '4', '6', '10', '11']) : '0'
}

/** The printed codes of the things a household owns alternate: 1 yes 2 no, then 3 yes 4 no. */
export function ownershipCode(position: number, owns: boolean): string {
  return String((position % 2 === 0 ? 1 : 3) + (owns ? 0 : 1))
}
