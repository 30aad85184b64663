import type { Dialect } from '../../sql/index.ts'
import { jaroWinklerFunction } from './jaro-winkler.ts'

/** What Spark 4 writes differently from DuckDB. A session has been prepared for it, see `sessionStatements`. */
export const sparkDialect: Dialect = {
  name: 'spark',
  jaroWinkler: (a, b) => `jaro_winkler(${bytesAsLetters(a)}, ${bytesAsLetters(b)})`,
  levenshtein: (a, b) => `levenshtein(${bytesAsLetters(a)}, ${bytesAsLetters(b)})`,
  hash: (text) => hexNumber(`substr(md5(${text}), 1, 15)`),
  hexNumber,
  xor: (a, b) => `(${a} ^ ${b})`,
  trimmed: (text) => `regexp_replace(${text}, ${quotePattern('^\\p{Zs}+|\\p{Zs}+\\z')}, '')`,
  plainText: (text) => `plain_text(${text})`,
  replacePattern: (text, pattern, by) => `regexp_replace(${text}, ${quotePattern(pattern)}, '${by}')`,
  fitsPattern: (text, pattern) => `(${text} rlike ${quotePattern(`^(?:${pattern})\\z`)})`,
  extractPattern: (text, pattern, bracket) => `regexp_extract(${text}, ${quotePattern(pattern)}, ${bracket})`,
  sortedWords: (text) => `array_sort(array_distinct(split(${text}, ' ')))`,
  joinedWords: (list) => `array_join(${list}, ' ')`,
  sharedWords: (a, b) => `size(array_intersect(${a}, ${b}))`,
  wordCount: (list) => `size(${list})`,
  fieldsOf: (record, columns) =>
    `named_struct(${columns.map((name) => `'${name}', ${record}.${name}`).join(', ')})`,
  wholeQuotient: (a, b) => `(${a} div ${b})`,
  wholeNumbers: (from, below) => `(select explode(sequence(${from}, ${below - 1})) as n)`,
}

/** What a session needs before it runs steps: numbers and names as in DuckDB, and two functions that Spark lacks. */
export function sessionStatements(version: string): readonly string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return [
    'set spark.sql.ansi.enabled = true',
    'set spark.sql.ansi.doubleQuotedIdentifiers = true',
    'set spark.sql.parser.escapedStringLiterals = false',
    'set spark.sql.session.timeZone = UTC',
    plainTextFunction(),
    jaroWinklerFunction(major > 4 || minor >= 3),
  ]
}

function hexNumber(digits: string): string {
  return `cast(conv(${digits}, 16, 10) as bigint)`
}

/** Spark reads a backslash in a text as an escape; patterns are full of them. */
function quotePattern(pattern: string): string {
  return `'${pattern.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** DuckDB measures likeness byte by byte. Each byte becomes one letter, so that Spark does too. */
function bytesAsLetters(text: string): string {
  return `decode(encode(${text}, 'UTF-8'), 'ISO-8859-1')`
}

/** Small letters without accents: Latin letters with one are exchanged, marks that stand alone are left out. */
function plainTextFunction(): string {
  const letters = Array.from({ length: 0x1f00 - 0xc0 }, (_, index) => String.fromCodePoint(index + 0xc0))
    .filter((letter) => /\p{Script=Latin}/u.test(letter) && letter === letter.toLowerCase())
    .map((letter) => ({ letter, plain: letter.normalize('NFD').replace(/\p{M}/gu, '') }))
    .filter(({ letter, plain }) => plain !== letter)
  const [accented, plain] = [letters.map(({ letter }) => letter), letters.map((each) => each.plain)]
  return `create or replace temporary function plain_text(given string) returns string return
    regexp_replace(translate(lower(given), '${accented.join('')}', '${plain.join('')}'), '\\\\p{M}+', '')`
}
