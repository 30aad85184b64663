import { type Dialect, quoteText } from '../../sql/index.ts'

/** What DuckDB writes differently from Spark. */
export const duckDbDialect: Dialect = {
  name: 'duckdb',
  jaroWinkler: (a, b) => `jaro_winkler_similarity(${a}, ${b})`,
  levenshtein: (a, b) => `levenshtein(${a}, ${b})`,
  // The first 60 bits of MD5: a positive bigint on every engine, where DuckDB's own hash() is DuckDB's alone.
  hash: (text) => `cast('0x' || substr(md5(${text}), 1, 15) as bigint)`,
  plainText: (text) => `strip_accents(lower(${text}))`,
  replacePattern: (text, pattern, by) =>
    `regexp_replace(${text}, ${quoteText(pattern)}, ${quoteText(by)}, 'g')`,
  fitsPattern: (text, pattern) => `regexp_full_match(${text}, ${quoteText(pattern)})`,
  extractPattern: (text, pattern, bracket) => `regexp_extract(${text}, ${quoteText(pattern)}, ${bracket})`,
  sortedWords: (text) => `list_sort(list_distinct(string_split(${text}, ' ')))`,
  joinedWords: (list) => `array_to_string(${list}, ' ')`,
  sharedWords: (a, b) => `len(list_intersect(${a}, ${b}))`,
  wordCount: (list) => `len(${list})`,
  packDigits: (digits) => `cast('0x' || ${digits} as ubigint)`,
  differingDigits: (a, b) => `bit_count(${differingNibbles(`xor(${a}, ${b})`)})`,
  lastDigits: (packed, count) => `(${packed} & cast(${(1n << BigInt(4 * count)) - 1n} as ubigint))`,
  wholeQuotient: (a, b) => `(${a} // ${b})`,
  wholeNumbers: (from, below) => `(select unnest(range(${from}, ${below})) as n)`,
}

/** One bit for each of 16 four-bit digits that is not zero. */
function differingNibbles(x: string): string {
  return `(${x} | ${x} >> 1 | ${x} >> 2 | ${x} >> 3) & cast(${0x1111111111111111n} as ubigint)`
}
