import { type Dialect, quoteText } from '../../sql/index.ts'

/** What DuckDB writes differently from Spark. */
export const duckDbDialect: Dialect = {
  name: 'duckdb',
  jaroWinkler: (a, b) => `jaro_winkler_similarity(${a}, ${b})`,
  levenshtein: (a, b) => `levenshtein(${a}, ${b})`,
  // The first 60 bits of MD5: a positive bigint on every engine, where DuckDB's own hash() is DuckDB's alone.
  hash: (text) => hexNumber(`substr(md5(${text}), 1, 15)`),
  hexNumber,
  xor: (a, b) => `xor(${a}, ${b})`,
  trimmed: (text) => `trim(${text})`,
  fieldsOf: (record, columns) => `{${columns.map((name) => `${name}: ${record}.${name}`).join(', ')}}`,
  plainText: (text) => `strip_accents(lower(${text}))`,
  replacePattern: (text, pattern, by) =>
    `regexp_replace(${text}, ${quoteText(pattern)}, ${quoteText(by)}, 'g')`,
  fitsPattern: (text, pattern) => `regexp_full_match(${text}, ${quoteText(pattern)})`,
  extractPattern: (text, pattern, bracket) => `regexp_extract(${text}, ${quoteText(pattern)}, ${bracket})`,
  sortedWords: (text) => `list_sort(list_distinct(string_split(${text}, ' ')))`,
  joinedWords: (list) => `array_to_string(${list}, ' ')`,
  sharedWords: (a, b) => `len(list_intersect(${a}, ${b}))`,
  wordCount: (list) => `len(${list})`,
  wholeQuotient: (a, b) => `(${a} // ${b})`,
  wholeNumbers: (from, below) => `(select unnest(range(${from}, ${below})) as n)`,
}

function hexNumber(digits: string): string {
  return `cast('0x' || ${digits} as bigint)`
}
