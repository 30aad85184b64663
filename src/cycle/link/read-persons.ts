import { type DuckDb, readTables } from '../../engine/index.ts'

/** Makes the persons of a snapshot readable as the view `person`, their ids as text, as pairs and links have them. */
export async function readPersons(duck: DuckDb, snapshotDir: string): Promise<void> {
  await readTables(duck, snapshotDir)
  await duck.run(`
    alter view person rename to snapshot_person;
    create view person as select * replace (cast(person_id as varchar) as person_id, cast(family_id as varchar) as family_id)
      from snapshot_person`)
}
