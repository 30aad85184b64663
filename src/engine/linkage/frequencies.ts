import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type LinkagePlan, type Model, frequencyBits } from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'

/**
 * Makes the tables `frequency_N` (value, bits) of the compared columns that weigh rare values, from the tables
 * `value_count_N`, and keeps the counts beside the model: they belong to it, so that a later run gives equal weights.
 * Values that stand once are left out: they weigh what unseen ones do.
 */
export async function makeFrequencies(
  db: TableEngine,
  plan: LinkagePlan,
  model: Model,
  modelFolder: string,
): Promise<void> {
  for (const index of weighed(plan)) {
    await db.writeParquet(
      `select value, cast(here + there as integer) as records from value_count_${index} where here + there > 1 order by value`,
      countFile(modelFolder, index),
    )
    await db.dropTables([`value_count_${index}`])
  }
  await readFrequencies(db, plan, model, modelFolder)
}

/** The same from the counts of an earlier run's model. */
export async function readFrequencies(
  db: TableEngine,
  plan: LinkagePlan,
  model: Model,
  modelFolder: string,
): Promise<void> {
  for (const index of weighed(plan)) {
    const frequency = model.comparisons[index]?.frequency
    const file = countFile(modelFolder, index)
    if (!existsSync(file)) throw new Error(`the model lacks ${file}`)
    const counts = await db.readParquet(file)
    const distinct = (
      await db.readColumns(`select distinct records from ${counts} c order by records`)
    ).numbers('records')
    const bits = Int32Array.from(distinct, (count) => (frequency ? frequencyBits(frequency, count) : 0))
    await db.fillTable('record_bits', { records: 'integer', bits: 'integer' }, [
      [Int32Array.from(distinct), bits],
    ])
    await db.makeTable(
      `frequency_${index}`,
      `select c.value, b.bits from ${counts} c join record_bits b on b.records = c.records`,
    )
  }
  await db.dropTables(['record_bits'])
}

function weighed(plan: LinkagePlan): readonly number[] {
  return plan.comparisons.flatMap(({ frequency }, index) => (frequency === undefined ? [] : [index]))
}

function countFile(folder: string, index: number): string {
  return join(folder, `frequency-${index}.parquet`)
}
