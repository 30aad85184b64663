import type { FamilyId } from '../kernel/index.ts'
import type { Codebook } from '../questionnaire/index.ts'
import type { FamilyView, Facts } from '../registry/index.ts'
import type { Db } from './database.ts'
import { type AsOf, type Saying, findFamilyStates, findMembers, findSayings } from './read-family.ts'

/** Families as they were on a day, as known at an instant: what the rules of change are asked about. */
export const findFamilyViews =
  (codebook: Codebook, familyIds: readonly FamilyId[], asOf: AsOf) =>
  async (db: Db): Promise<readonly FamilyView[]> => {
    const states = await findFamilyStates(familyIds, asOf)(db)
    const members = await findMembers(familyIds, asOf)(db)
    const ofFamilies = latestFacts(await findSayings(codebook, 'family', familyIds, asOf)(db))
    const ofPersons = latestFacts(
      await findSayings(
        codebook,
        'person',
        members.map(({ personId }) => personId),
        asOf,
      )(db),
    )
    return states.map(({ familyId, place }) => ({
      familyId,
      place,
      facts: ofFamilies.get(familyId) ?? {},
      members: members
        .filter((member) => member.familyId === familyId)
        .map(({ personId, relation }) => ({ personId, relation, facts: ofPersons.get(personId) ?? {} })),
    }))
  }

/** The newest saying of each variable; sayings come oldest first. */
function latestFacts(sayings: readonly Saying[]): ReadonlyMap<string, Facts> {
  const latest = new Map<string, Facts>()
  for (const { id, facts } of sayings) latest.set(id, { ...latest.get(id), ...facts })
  return latest
}
