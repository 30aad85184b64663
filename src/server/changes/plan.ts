import type { RouteParts } from '../parts.ts'
import type { ChangeId, FamilyId, Issue, PersonId } from '../../kernel/index.ts'
import { branded } from '../../kernel/index.ts'
import { type Change, type ChangeRequest, type RequestHead, planChange } from '../../registry/index.ts'
import {
  type Db,
  findAreaPaths,
  findFamiliesOf,
  findFamilyViews,
  findNames,
  readKnownAreaCodes,
} from '../../store/index.ts'
import type { ParsedChangeRequest } from '../contract/change.ts'
import { asKnown, dayOf } from './as-of.ts'
import type { Telling } from './describe-effects.ts'
import { headOf, requestOf } from './request-of.ts'

/** A change as it would be recorded, or what stands against it; with what it is told from. */
export type Plan = {
  readonly change: Change | undefined
  readonly issues: readonly Issue[]
  readonly telling: Telling
}

/** Plans what the console asks of a family. */
export const planAsked =
  (familyId: FamilyId, asked: ParsedChangeRequest, { registry, access }: RouteParts) =>
  async (db: Db): Promise<Plan> => {
    const areas = await readKnownAreaCodes(db)
    const read = requestOf(familyId, asked, {
      codebook: registry.codebook,
      areas,
      today: dayOf(access.now()),
    })
    const plan = await planRequest(
      read.request,
      headOf(asked),
      { registry, access },
      { familyIds: familiesNamed(familyId, asked), changeId: asked.changeId },
    )(db)
    const early = asked.observedOn > dayOf(access.now()) ? [observedInFuture] : []
    return { ...plan, issues: [...early, ...read.issues, ...plan.issues] }
  }

/** It would stay the newest observation, and so be in force, until that day has come. */
const observedInFuture: Issue = {
  code: 'observed_in_future',
  severity: 'error',
  where: { column: 'observedOn' },
  params: {},
  message: {
    id: 'Tanggal pengamatan belum tiba. Isi hari ketika hal itu dilihat atau dilaporkan.',
    en: 'The day of observation has not come yet. Give the day on which it was seen or reported.',
  },
}

type Concerned = { readonly familyIds: readonly FamilyId[]; readonly changeId: ChangeId | undefined }

/** Plans a request against the families concerned, as they are on its day and as far as the asker may see them. */
export const planRequest =
  (
    request: ChangeRequest,
    head: RequestHead,
    { registry, access }: Pick<RouteParts, 'registry' | 'access'>,
    { familyIds, changeId }: Concerned,
  ) =>
  async (db: Db): Promise<Plan> => {
    const asOf = asKnown(head.effectiveOn)
    const around = await findFamiliesOf(personsNamed(request), asOf)(db)
    const families = await findFamilyViews(
      registry.codebook,
      [...new Set([...familyIds, ...around])],
      asOf,
    )(db)
    const planned = planChange(request, head, { families }, access.newId)
    const persons = families.flatMap(({ members }) => members.map(({ personId }) => personId))
    const names = await findNames([...persons, ...personsNamed(request)])(db)
    const change =
      planned.kind === 'planned'
        ? { ...planned.change, changeId: changeId ?? planned.change.changeId }
        : undefined
    const villages = await findAreaPaths([
      ...families.map(({ place }) => place.villageId),
      ...('villageId' in request ? [request.villageId] : []),
    ])(db)
    return {
      change,
      issues: planned.kind === 'refused' ? planned.issues : [],
      telling: {
        codebook: registry.codebook,
        families,
        nameOf: (personId) => names.get(personId) ?? '',
        villageName: (villageId) => villages.get(branded(villageId))?.at(-1)?.name ?? '',
      },
    }
  }

/** Persons who may come from another family than the one asked about. */
function personsNamed(request: ChangeRequest): readonly PersonId[] {
  if (request.kind === 'move_in') return [request.personId]
  if (request.kind === 'person_merge' || request.kind === 'person_unmerge')
    return [request.keptId, request.absorbedId]
  return []
}

function familiesNamed(familyId: FamilyId, asked: ParsedChangeRequest): readonly FamilyId[] {
  return asked.kind === 'family_merge' ? [familyId, asked.absorbedId] : [familyId]
}
