import { quoteText } from '../../sql/index.ts'
import type { DuckDb } from './open.ts'

/**
 * How a file is packed. Columns that repeat themselves, as answers and names do, are worth zstd; `distinct` numbers are not:
 * zstd finds nothing in ids and scores, while the difference from row to row (Parquet 2) makes ranks small.
 */
const packings = {
  repeating: 'compression zstd, compression_level 1',
  distinct: 'compression snappy, parquet_version v2',
} as const

/**
 * Writes a query to one Parquet file, replacing it. The query must put its rows in a total order: then the same rows
 * give the same bytes with any number of threads, because row groups are cut by count (measured; a test keeps it true).
 * A column of more than 8,192 values in a row group gets no dictionary: looking for one costs more than it saves.
 */
export async function copyToParquet(
  db: Pick<DuckDb, 'run'>,
  query: string,
  file: string,
  packing: keyof typeof packings = 'repeating',
): Promise<void> {
  await db.run(
    `copy (${query}) to ${quoteText(file)} (format parquet, ${packings[packing]}, row_group_size 122880, dictionary_size_limit 8192)`,
  )
}
