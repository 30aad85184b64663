import type { DuckDb } from '../../engine/index.ts'
import { nameFormTable } from '../../linkage/index.ts'
import { fillTextTable } from '../tables.ts'

/** Makes the table `name_form` of the names in `distinct_name`, by way of a file in `folder`. */
export async function fillNameForms(duck: DuckDb, folder: string): Promise<void> {
  const names = await duck.readColumns('select name from distinct_name order by name')
  const forms = nameFormTable(names.texts('name').flatMap((name) => name ?? []))
  await fillTextTable(duck, 'name_form', forms, folder)
}
