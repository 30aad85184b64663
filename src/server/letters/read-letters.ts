import type { AreaId, FamilyId, PlainDate } from '../../kernel/index.ts'
import type { RemedyLetter } from '../../linkage/index.ts'
import {
  type Db,
  type RegisterOutcome,
  findAreaPaths,
  findFamilyBriefs,
  findNumberSayings,
  findSayings,
  listUnmatched,
} from '../../store/index.ts'
import { factPlace, renderMasked } from '../../access/index.ts'
import { asKnown } from '../changes/as-of.ts'
import type { ServerParts } from '../parts.ts'

/** Days that a family has to come, unless a day is given. */
export const daysToCome = 30

export type LettersFound = { readonly letters: readonly RemedyLetter[]; readonly checkedOn: PlainDate }

/** The letters to a family, or to all families of an area, that are due; `undefined` where everybody matched. */
export const readLetters =
  (
    of: { readonly familyId: FamilyId } | { readonly areaId: AreaId },
    day: PlainDate,
    { registry: { codebook, vault } }: Pick<ServerParts, 'registry'>,
  ) =>
  async (db: Db): Promise<LettersFound | undefined> => {
    const outcomes = await listUnmatched(of)(db)
    const [first] = outcomes
    if (!first) return undefined
    const familyIds = [...new Set(outcomes.map(({ familyId }) => familyId))]
    const heads = new Map(
      (await findFamilyBriefs(familyIds)(db)).map(({ familyId, headName }) => [familyId, headName]),
    )
    const paths = await findAreaPaths(outcomes.map(({ villageId }) => villageId))(db)
    const addresses = new Map(
      (await findSayings(codebook, 'family', familyIds, asKnown(day))(db)).flatMap(({ id, facts }) =>
        facts['address'] === undefined ? [] : [[id, String(facts['address'])] as const],
      ),
    )
    const personIds = outcomes.map(({ personId }) => personId)
    const masked = new Map(
      (await findNumberSayings('person', personIds, asKnown(day))(db)).map(
        ({ ownerId, storedId, cipher }) => [
          ownerId,
          cipher === null ? null : renderMasked(vault, factPlace({ column: 'nik', rowId: storedId }), cipher),
        ],
      ),
    )
    const letters = [...Map.groupBy(outcomes, ({ familyId }) => familyId)].map(([familyId, members]) => {
      const path = paths.get(members[0]?.villageId ?? first.villageId) ?? []
      const [regency = '', district = '', village = ''] = path.slice(-3).map(({ name }) => name)
      return {
        familyId,
        headName: heads.get(familyId) ?? '',
        address: addresses.get(familyId) ?? '',
        village,
        district,
        regency,
        persons: members.map((member) => ({
          name: member.name,
          nikMasked: masked.get(member.personId) ?? null,
          reason: member.reason,
          fields: fieldsOf(member),
        })),
      }
    })
    const checkedOn = outcomes.reduce(
      (last, each) => (each.checkedOn > last ? each.checkedOn : last),
      first.checkedOn,
    )
    return { letters, checkedOn }
  }

function fieldsOf({ nik, nameField, birthDate, sex, village }: RegisterOutcome) {
  return { nik, name: nameField, birth_date: birthDate, sex, village }
}
