import { type Random, randomBelow } from '../kernel/index.ts'
import { happens, itemAt, pick, pickSeveral } from './draw.ts'
import type { Sex } from './identity-numbers.ts'
import { spellingSets } from './name-words.ts'

/** Ways in which a name in a list differs from the register's. */
const nameErrorKinds = [
  'variant_spelling',
  'old_spelling',
  'local_sounds',
  'doubled_letter',
  'title',
  'split_or_joined',
  'word_order',
  'dropped_word',
  'nickname',
  'initial',
  'truncated',
  'typing',
] as const
export type NameErrorKind = (typeof nameErrorKinds)[number]

export type WrittenName = { readonly name: string; readonly kind: NameErrorKind }

/** The name with one error that changes it; kinds are tried in random order, and typing errors fit every name of two letters. */
export function distortName(random: Random, name: string, sex: Sex): WrittenName | undefined {
  for (const kind of pickSeveral(random, nameErrorKinds, nameErrorKinds.length)) {
    const written = distortions[kind](random, name, sex)
    if (written !== name && /\p{Letter}/u.test(written)) return { name: written, kind }
  }
  return undefined
}

type Distortion = (random: Random, name: string, sex: Sex) => string

const distortions: Readonly<Record<NameErrorKind, Distortion>> = {
  variant_spelling: (random, name) => changeWord(random, name, (word) => otherSpelling(random, word)),
  old_spelling: (random, name) =>
    replaceOne(random, name, [
      ['u', 'oe'],
      ['J', 'Dj'],
      ['C', 'Tj'],
      ['y', 'j'],
      ['kh', 'ch'],
      ['sy', 'sj'],
      ['ny', 'nj'],
    ]),
  local_sounds: (random, name) =>
    replaceOne(random, name, [
      ['f', 'p'],
      ['F', 'P'],
      ['v', 'p'],
      ['V', 'P'],
      ['z', 'j'],
      ['Z', 'J'],
      ['q', 'k'],
    ]),
  doubled_letter: (random, name) =>
    replaceOne(random, name, [
      ['n', 'nn'],
      ['mm', 'm'],
      ['dd', 'd'],
      ['in', 'ien'],
      ['i', 'y'],
      ['s', 'ss'],
      ['l', 'll'],
    ]),
  title: (random, name, sex) =>
    happens(random, 0.5)
      ? `${pick(random, frontTitles[sex])} ${name}`
      : `${name} ${pick(random, backTitles)}`,
  split_or_joined: splitOrJoin,
  word_order: (_random, name) => {
    const [first = '', ...rest] = name.split(' ')
    return [...rest, first].join(' ')
  },
  dropped_word: (random, name) => {
    const parts = name.split(' ')
    const dropped = randomBelow(random, parts.length)
    return parts.length < 2 ? name : parts.filter((_, index) => index !== dropped).join(' ')
  },
  nickname: (_random, name) => {
    const [first = ''] = name.split(' ')
    return first.length < 6
      ? name
      : name.replace(
          first,
          first.slice(-4).replace(/^./, (letter) => letter.toUpperCase()),
        )
  },
  initial: (_random, name) => {
    const parts = name.split(' ')
    return parts.length < 2
      ? name
      : [...parts.slice(0, -1), itemAt(parts, parts.length - 1).slice(0, 1)].join(' ')
  },
  truncated: (random, name) => name.slice(0, pick(random, [20, 25, 30])).trim(),
  typing: typingError,
}

const frontTitles = {
  male: ['H.', 'Drs.', 'Ir.', 'KH.', 'Alm.', 'Bpk'],
  female: ['Hj.', 'Dra.', 'Ny.', 'Almh.', 'Ibu'],
} as const
const backTitles = ['S.Pd', 'S.E', 'S.H', 'A.Md', 'S.Ag'] as const

function changeWord(random: Random, name: string, change: (word: string) => string): string {
  const parts = name.split(' ')
  const changeable = parts.flatMap((word, index) => (change(word) === word ? [] : [index]))
  if (changeable.length === 0) return name
  const at = pick(random, changeable)
  return parts.map((word, index) => (index === at ? change(word) : word)).join(' ')
}

function otherSpelling(random: Random, word: string): string {
  const set = spellingSets.find((spellings) => spellings.includes(word)) ?? []
  const others = set.filter((spelling) => spelling !== word)
  return others.length === 0 ? word : pick(random, others)
}

function replaceOne(random: Random, name: string, rules: readonly (readonly [string, string])[]): string {
  const fitting = rules.filter(([from]) => name.includes(from))
  if (fitting.length === 0) return name
  const [from, to] = pick(random, fitting)
  return name.replace(from, to)
}

function splitOrJoin(_random: Random, name: string): string {
  const split = name.replace(
    /(Nur|Abdul|Siti|Muhammad)([a-z]{4,})/,
    (_, first: string, rest: string) => `${first} ${rest.replace(/^./, (letter) => letter.toUpperCase())}`,
  )
  if (split !== name) return split
  return name.replace(/^(\S+) (\S)/, (_, first: string, letter: string) => first + letter.toLowerCase())
}

/** Two neighbouring letters change places, or one is left out. */
function typingError(random: Random, name: string): string {
  if (name.length < 3) return name
  const at = 1 + randomBelow(random, name.length - 2)
  const swapped = name.slice(0, at) + itemAt(name, at + 1) + itemAt(name, at) + name.slice(at + 2)
  return happens(random, 0.5) ? swapped : name.slice(0, at) + name.slice(at + 1)
}
