import { quoteText } from '../../sql/index.ts'
import type { DuckDb } from './open.ts'

/**
 * Writes a query to one Parquet file, replacing it. The query must put its rows in a total order: then the same rows
 * give the same bytes with any number of threads, because row groups are cut by count (measured; a test keeps it true).
 * A column of more than 8,192 values in a row group gets no dictionary: looking for one costs more than it saves.
 */
export async function copyToParquet(db: Pick<DuckDb, 'run'>, query: string, file: string): Promise<void> {
  await db.run(
    `copy (${query}) to ${quoteText(file)} (format parquet, compression zstd, compression_level 1, row_group_size 122880, dictionary_size_limit 8192)`,
  )
}
