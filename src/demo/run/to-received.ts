import { type Vault, factPlace, indexNumber, sealNumber } from '../../access/index.ts'
import { derivedUuid } from '../../cycle/index.ts'
import { sha256Of } from '../../engine/index.ts'
import { type AreaId, canonicalJson, familyIdSchema, personIdSchema, plainDate } from '../../kernel/index.ts'
import type { ReceivedMember, ReceivedVisit, StagedNumber } from '../../store/index.ts'
import type { Visit, VisitMember } from '../visits/visit.ts'
import { groupVariables } from './group-variables.ts'

export type ReceiveContext = {
  readonly campaignId: string
  readonly vault: Vault
  readonly areaOf: ReadonlyMap<string, AreaId>
}

/** A simulated visit as the field app would have sent it: answers under the codebook's names, numbers sealed. */
export function toReceivedVisits(
  visits: readonly Visit[],
  context: ReceiveContext,
): readonly ReceivedVisit[] {
  return visits.map((visit) => toReceived(visit, context))
}

function toReceived(visit: Visit, { campaignId, vault, areaOf }: ReceiveContext): ReceivedVisit {
  const { submissionId, familyRef, villageCode, slsCode, paradata, family, verifications } = visit
  const { kk_number: kkNumber, ...facts } = family ?? { kk_number: undefined }
  const villageId = areaOf.get(villageCode)
  if (villageId === undefined) throw new Error(`the area table lacks ${villageCode}`)
  const familyId = familyRef === undefined ? undefined : familyIdSchema.parse(familyRef)
  const familyRow = familyId ?? derivedUuid(`family/${submissionId}`)
  return {
    submissionId,
    campaignId,
    familyId,
    villageId,
    slsId: areaOf.get(slsCode),
    houseRef: visit.houseRef,
    enumerator: visit.enumeratorId,
    supervisor: visit.supervisorId,
    result: visit.result,
    outcome: visit.outcome,
    observedOn: plainDate(paradata.startedAt.slice(0, 10)),
    startedAt: paradata.startedAt,
    endedAt: paradata.endedAt,
    seenLatitude: paradata.latitude,
    seenLongitude: paradata.longitude,
    accuracyMetres: paradata.accuracyMetres,
    device: paradata.deviceId,
    contentSha256: sha256Of(
      canonicalJson({
        submissionId,
        family: { ...family },
        members: visit.members.map(({ presence, facts: said }) => ({ presence, facts: { ...said } })),
      }),
    ),
    kk: sealedNumber(vault, 'kk', familyRow, kkNumber),
    facts,
    members: visit.members.map((member, position) => toMember(member, position, submissionId, vault)),
    verifications: verifications.flatMap(({ group, method, agrees }) =>
      agrees === undefined
        ? []
        : [
            {
              variables: groupVariables[group],
              method: method === 'stated' ? 'asked' : method,
              outcome: agrees ? 'agrees' : 'differs',
            },
          ],
    ),
  }
}

function toMember(
  { personRef, presence, facts }: VisitMember,
  position: number,
  submissionId: string,
  vault: Vault,
): ReceivedMember {
  const personId =
    personRef === undefined
      ? personIdSchema.parse(derivedUuid(`person/${submissionId}/${position}`))
      : personIdSchema.parse(personRef)
  const { nik, relation, ...others } = facts ?? { nik: undefined, relation: undefined }
  return {
    personId,
    isNew: personRef === undefined,
    presence,
    relation,
    nik: sealedNumber(vault, 'nik', personId, nik),
    facts: others,
  }
}

function sealedNumber(
  vault: Vault,
  column: 'nik' | 'kk',
  rowId: string,
  digits: string | undefined,
): StagedNumber {
  if (digits === undefined) return { cipher: undefined, index: undefined, status: 'none' }
  return {
    cipher: sealNumber(vault, factPlace({ column, rowId }), digits),
    index: indexNumber(vault, column, digits),
    status: 'well_formed',
  }
}
