import { z } from 'zod'
import { sql } from '../../sql/index.ts'
import type { Db } from '../../store/index.ts'
import type { Recipient } from '../../cycle/index.ts'
import type { OldList } from '../old-list/old-list.ts'
import type { FrameFamily } from '../visits/visit.ts'

const memberRow = z.object({ familyId: z.string(), personId: z.string(), reference: z.string() })

/** The families of a campaign's frame with the rows of the old list that their members came from. */
export const readFrame =
  (campaignId: string, oldList: OldList) =>
  async (db: Db): Promise<readonly FrameFamily[]> => {
    const rowOf = new Map(oldList.links.map(({ idartbdt, row }) => [idartbdt, row]))
    const members = await db.many(
      memberRow,
      sql`
    select frame.family_id as "familyId", member.person_id as "personId", reference.value as reference
      from frame_family frame
      join family_member member on member.family_id = frame.family_id and upper_inf(member.valid) and upper_inf(member.recorded)
      join external_reference reference on reference.person_id = member.person_id and reference.scheme = 'siks-ng'
     where frame.campaign_id = ${campaignId} order by frame.family_id, reference.value`,
    )
    const families = Map.groupBy(members, ({ familyId }) => familyId)
    return [...families].map(([familyRef, all]) => ({
      familyRef,
      members: all.flatMap(({ personId, reference }) => {
        const row = rowOf.get(reference)
        return row === undefined ? [] : [{ personRef: personId, row }]
      }),
    }))
  }

const referenceRow = z.object({ familyId: z.string(), key: z.string(), villageCode: z.string() })

/** Families of the registry that received PKH according to the old list's column `sta_pkh`. */
export const readRecipients =
  (oldList: OldList) =>
  async (db: Db): Promise<readonly Recipient[]> => {
    const [key, received] = [oldList.headings.indexOf('idbdt'), oldList.headings.indexOf('sta_pkh')]
    const keys = new Set(oldList.rows.flatMap((row) => (row[received] === '1' ? (row[key] ?? []) : [])))
    const known = await db.many(
      referenceRow,
      sql`
    select family.family_id as "familyId", reference.value as key, area_code.code as "villageCode"
      from external_reference reference join family using (family_id)
      join area_code on area_code.area_id = family.village_id and area_code.scheme = 'kemendagri' and upper_inf(area_code.valid)
     where reference.scheme = 'siks-ng/family' order by family.family_id`,
    )
    return known.flatMap(({ familyId, key: reference, villageCode }) =>
      keys.has(reference) ? [{ familyId, villageCode, units: 1 }] : [],
    )
  }
