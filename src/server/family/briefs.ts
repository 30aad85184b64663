import type { FamilyId } from '../../kernel/index.ts'
import { type Db, findAreaPaths, findFamilyBriefs } from '../../store/index.ts'
import type { FamilyBrief } from '../contract/family.ts'

type Wanted = { readonly familyId: FamilyId; readonly matchedName: string | null }

/** Families as a list of results shows them, in the order asked for. */
export const readBriefs =
  (wanted: readonly Wanted[]) =>
  async (db: Db): Promise<FamilyBrief[]> => {
    const rows = await findFamilyBriefs(wanted.map(({ familyId }) => familyId))(db)
    const paths = await findAreaPaths(rows.map(({ villageId }) => villageId))(db)
    const byId = new Map(rows.map((row) => [row.familyId, row]))
    return wanted.flatMap(({ familyId, matchedName }) => {
      const row = byId.get(familyId)
      if (!row) return []
      const { villageId, ...brief } = row
      return [
        {
          ...brief,
          village: [...(paths.get(villageId) ?? [])],
          matchedName: matchedName === brief.headName ? null : matchedName,
        },
      ]
    })
  }
