import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { signDocument } from '../../access/index.ts'
import { type Decided, type OpenRegistry, type Recipient, sha256 } from '../../cycle/index.ts'
import { type ListEntry, publishList } from '../../exchange/index.ts'
import { type AreaId, addDays } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import { type Db, createList } from '../../store/index.ts'
import { demoRegencyCode } from '../area-codes.ts'
import { demoAsOf } from '../build-demo.ts'

const nothing = '0'.repeat(64)
const period = '2026-T1'

const headRow = z.object({ familyId: z.string(), name: z.string() })

/** The list in force before this cycle: whom the old list names as receiving PKH, signed as it was found. */
export const publishOldList =
  (registry: OpenRegistry, areaId: AreaId, listId: string, recipients: readonly Recipient[]) =>
  async (db: Db) => {
    const heads = await db.many(
      headRow,
      sql`
    select member.family_id as "familyId", (array_agg(fact.name order by fact.observed_on))[1] as name
      from family_member member join person_fact fact using (person_id)
     where relation = '1' and upper_inf(valid) and upper_inf(recorded) and fact.name is not null group by 1`,
    )
    const nameOf = new Map(heads.map(({ familyId, name }) => [familyId, name]))
    const entries = recipients.map(
      ({ familyId, villageCode }): ListEntry => ({
        familyId,
        villageCode,
        headName: nameOf.get(familyId) ?? null,
        standing: 'receives',
        rank: null,
        waitingPosition: null,
        benefitRupiah: null,
        noticeDate: null,
        effectiveDate: null,
      }),
    )
    const decisionDate = addDays(demoAsOf, -80)
    const facts = {
      programme: 'pkh',
      period,
      areaCode: demoRegencyCode,
      decisionDate,
      snapshotSha256: nothing,
      modelSha256: nothing,
      programmeSha256: nothing,
      nameMask: 'initials',
    } as const
    const { csv, manifest, signature } = publishList(entries, facts, {
      sha256,
      sign: (body) => signDocument(registry.keys.signing.lists[0], 'list', body),
    })
    await createList({
      listId,
      areaId,
      programme: 'pkh',
      name: { id: 'Program Keluarga Harapan', en: 'Family Hope Programme' },
      period,
      decisionDate,
      runId: undefined,
      quota: recipients.length,
      manifest: { ...manifest },
      csv,
      keyId: signature.kid,
      signature: signature.signature,
      previousListId: undefined,
    })(db)
    return { listId, csvSha256: manifest.csvSha256, families: entries }
  }

/** The published files: the list, its manifest with the signature, and the differences with a reason each for the office. */
export async function writeList(
  folder: string,
  { csv, manifest, signature, changes }: Decided,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const name = `${manifest.programme}-${manifest.period}`
  await writeFile(join(folder, `${name}.csv`), csv)
  await writeFile(
    join(folder, `${name}.manifest.json`),
    `${JSON.stringify({ manifest, signature }, null, 2)}\n`,
  )
  await writeFile(join(folder, `${name}.changes.json`), `${JSON.stringify(changes, null, 1)}\n`, {
    mode: 0o600,
  })
}
