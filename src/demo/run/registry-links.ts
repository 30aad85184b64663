import { z } from 'zod'
import { sql } from '../../sql/index.ts'
import type { Db } from '../../store/index.ts'
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
