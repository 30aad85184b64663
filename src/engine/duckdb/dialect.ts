import type { Dialect } from '../../sql/index.ts'

/** What DuckDB writes differently from Spark. */
export const duckDbDialect: Dialect = {
  name: 'duckdb',
  jaroWinkler: (a, b) => `jaro_winkler_similarity(${a}, ${b})`,
  // The first 60 bits of MD5: a positive bigint on every engine, where DuckDB's own hash() is DuckDB's alone.
  hash: (text) => `cast('0x' || substr(md5(${text}), 1, 15) as bigint)`,
}
