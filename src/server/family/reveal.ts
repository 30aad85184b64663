import { type Vault, factPlace, revealNumber } from '../../access/index.ts'
import type { FamilyId } from '../../kernel/index.ts'
import { type ActorDb, findMembersEver, findNumberSayings, findVillageOf } from '../../store/index.ts'
import { always } from '../changes/as-of.ts'
import { problems } from '../problems.ts'

/** The KK number of a family, or the NIK of one who belongs or belonged to it. @throws Problem `notFound`, `numberNotHeld`. */
export const reveal =
  (
    familyId: FamilyId,
    { subject, reason }: { readonly subject: string; readonly reason: string },
    vault: Vault,
  ) =>
  async (db: ActorDb): Promise<string> => {
    const areaId = await findVillageOf(familyId)(db)
    const members = await findMembersEver(familyId, always)(db)
    const known = subject === 'kk' || members.some(({ personId }) => personId === subject)
    if (areaId === undefined || !known) throw problems.notFound()
    const [kind, level, owner] =
      subject === 'kk' ? (['kk', 'family', familyId] as const) : (['nik', 'person', subject] as const)
    const newest = (await findNumberSayings(level, [owner], always)(db)).findLast(
      ({ cipher }) => cipher !== null,
    )
    if (!newest?.cipher) throw problems.numberNotHeld()
    const number = { place: factPlace({ column: kind, rowId: newest.storedId }), sealed: newest.cipher }
    return revealNumber(vault, { kind, number, subject: owner, areaId, reason })(db)
  }
