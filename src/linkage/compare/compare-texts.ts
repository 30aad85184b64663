import type { Dialect } from '../../sql/index.ts'
import type { ComparisonSettings } from '../settings/schema.ts'
import type { Levels } from './comparison.ts'
import type { ColumnNumbers } from './feature.ts'
import { type LevelCase, ladder } from './ladder.ts'
import { areaFeature, codeFeature, nameFeatures, textFeature, wordsFeature } from './read-text.ts'

type Of<As extends ComparisonSettings['as']> = Extract<ComparisonSettings, { as: As }>

export function compareExact(column: string, numberOf: ColumnNumbers): Levels {
  const code = codeFeature(numberOf, column)
  return ladder({ features: [code], key: code, cases: [{ name: 'equal', near: same(code.name) }] })
}

export function compareArea({ column, prefixes }: Of<'area'>, numberOf: ColumnNumbers): Levels {
  const area = areaFeature(numberOf, column)
  const levels = prefixes
    .toSorted((a, b) => b - a)
    .map((length) => ({
      name: `prefix_${length}`,
      near: `substr(l.${area.name}, 1, ${length}) = substr(r.${area.name}, 1, ${length})`,
    }))
  return ladder({
    features: [area],
    key: area,
    cases: [{ name: 'equal', near: same(area.name) }, ...levels],
  })
}

export function compareText(settings: Of<'text'>, numberOf: ColumnNumbers, dialect: Dialect): Levels {
  const text = textFeature(numberOf, settings.column)
  const other = settings.swapped_with === undefined ? undefined : textFeature(numberOf, settings.swapped_with)
  const swapped = other && {
    name: 'swapped',
    near: `l.${text.name} = r.${other.name} and l.${other.name} = r.${text.name}`,
  }
  return ladder({
    features: other ? [text, other] : [text],
    key: text,
    cases: [
      { name: 'equal', near: same(text.name) },
      ...(swapped ? [swapped] : []),
      ...editCases(settings.edits, text.name, dialect),
      ...similarCases(settings.similar, text.name, dialect),
    ],
  })
}

export function compareName(settings: Of<'name'>, numberOf: ColumnNumbers, dialect: Dialect): Levels {
  const name = nameFeatures(numberOf, settings.column)
  return ladder({
    features: [name.normal, name.joined, name.sorted],
    key: name.joined,
    cases: [
      { name: 'equal', near: same(name.joined.name), counted: name.sorted },
      { name: 'same_words', near: same(name.sorted.name), isRare: true },
      ...similarCases(settings.similar, name.normal.name, dialect),
      { name: 'contains', measure: containsSql(name.normal.name), far: (holds) => `${holds} = 1` },
    ],
  })
}

export function compareWords(
  { column, shared }: Of<'words'>,
  numberOf: ColumnNumbers,
  dialect: Dialect,
): Levels {
  const text = textFeature(numberOf, column)
  const words = wordsFeature(numberOf, column)
  const [l, r] = [`l.${words.name}`, `r.${words.name}`]
  const both = dialect.sharedWords(l, r)
  const jaccard = `cast(${both} as double) / (${dialect.wordCount(l)} + ${dialect.wordCount(r)} - ${both})`
  return ladder({
    features: [text, words],
    key: text,
    cases: [
      { name: 'equal', near: same(text.name) },
      ...descending(shared).map((least) => ({
        name: `shared_${least}`,
        measure: jaccard,
        far: (share: string) => `${share} >= ${least}`,
      })),
    ],
  })
}

function same(feature: string): string {
  return `l.${feature} = r.${feature}`
}

function similarCases(similar: readonly number[], feature: string, dialect: Dialect): readonly LevelCase[] {
  const [a, b] = inOrder(feature)
  return descending(similar).map((least) => ({
    name: `similar_${least}`,
    measure: dialect.jaroWinkler(a, b),
    far: (similarity) => `${similarity} >= ${least}`,
  }))
}

function editCases(edits: readonly number[], feature: string, dialect: Dialect): readonly LevelCase[] {
  const [a, b] = inOrder(feature)
  return edits
    .toSorted((one, other) => one - other)
    .map((most) => ({
      name: `edits_${most}`,
      measure: dialect.levenshtein(a, b),
      far: (distance) => `${distance} <= ${most}`,
    }))
}

/** Jaro's greedy search may find more letters one way than the other: the texts are always put in the same order. */
function inOrder(feature: string): readonly [string, string] {
  return [`least(l.${feature}, r.${feature})`, `greatest(l.${feature}, r.${feature})`]
}

/** The words of the shorter name stand, in their order, in the longer one. Most names are told apart by their letters. */
function containsSql(normal: string): string {
  const holds = (
    whole: string,
    part: string,
  ) => `when position(${part}.${normal} in ${whole}.${normal}) > 0 then
    case when position(concat(' ', ${part}.${normal}, ' ') in concat(' ', ${whole}.${normal}, ' ')) > 0 then 1 else 0 end`
  return `case ${holds('r', 'l')} ${holds('l', 'r')} else 0 end`
}

function descending(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((a, b) => b - a)
}
