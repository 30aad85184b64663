import type { AreaId, BatchId, FamilyId, PersonId, PlainDate } from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import { quoteName, sql } from '../../sql/index.ts'
import { factVariables } from '../codebook-columns.ts'
import { type Db, csvLine } from '../database.ts'
import type { StagedNumber } from '../imports/stage.ts'

/** A visit ready to be stored: parsed, its identity numbers sealed. */
export type ReceivedVisit = {
  readonly submissionId: string
  readonly campaignId: BatchId | string
  readonly familyId: FamilyId | undefined
  readonly villageId: AreaId
  readonly slsId: AreaId | undefined
  readonly houseRef: string
  readonly enumerator: string
  readonly supervisor: string
  readonly result: string
  readonly outcome: string
  readonly observedOn: PlainDate
  readonly startedAt: string
  readonly endedAt: string
  readonly seenLatitude: number | undefined
  readonly seenLongitude: number | undefined
  readonly accuracyMetres: number | undefined
  readonly device: string
  readonly contentSha256: string
  readonly kk: StagedNumber
  readonly facts: Readonly<Record<string, string | number | undefined>>
  readonly members: readonly ReceivedMember[]
  readonly verifications: readonly {
    readonly variables: readonly string[]
    readonly method: string
    readonly outcome: string
  }[]
}

export type ReceivedMember = {
  readonly personId: PersonId
  readonly isNew: boolean
  readonly presence: string
  readonly relation: string | undefined
  readonly nik: StagedNumber
  readonly facts: Readonly<Record<string, string | number | undefined>>
}

/** Stores visits; the receipt is given after the commit of this transaction, never before. */
export const receiveVisits =
  (codebook: Codebook, visits: readonly ReceivedVisit[]) =>
  async (db: Db): Promise<void> => {
    const family = factVariables(codebook, 'family').map(({ name }) => name)
    const person = factVariables(codebook, 'person').map(({ name }) => name)
    await db.copyIn(
      `copy submission (${[...visitColumns, ...family].map(quoteName).join(', ')}) from stdin csv`,
      visitLines(visits, family),
    )
    await db.copyIn(
      `copy submission_member (${[...memberColumns, ...person].map(quoteName).join(', ')}) from stdin csv`,
      memberLines(visits, person),
    )
    await db.copyIn(
      'copy submission_verification (submission_id, variables, method, outcome) from stdin csv',
      verificationLines(visits),
    )
  }

const visitColumns = [
  'submission_id',
  'campaign_id',
  'family_id',
  'village_id',
  'sls_id',
  'house_ref',
  'enumerator',
  'supervisor',
  'result',
  'outcome',
  'observed_on',
  'started_at',
  'ended_at',
  'seen_latitude',
  'seen_longitude',
  'accuracy_metres',
  'device',
  'content_sha256',
  'kk_cipher',
  'kk_index',
  'kk_status',
]

function* visitLines(visits: readonly ReceivedVisit[], variables: readonly string[]): Iterable<string> {
  for (const visit of visits) {
    const {
      submissionId,
      campaignId,
      familyId,
      villageId,
      slsId,
      houseRef,
      enumerator,
      supervisor,
      result,
      outcome,
      observedOn,
    } = visit
    const {
      startedAt,
      endedAt,
      seenLatitude,
      seenLongitude,
      accuracyMetres,
      device,
      contentSha256,
      kk,
      facts,
    } = visit
    const head = [
      submissionId,
      campaignId,
      familyId,
      villageId,
      slsId,
      houseRef,
      enumerator,
      supervisor,
      result,
      outcome,
      observedOn,
    ]
    const paradata = [startedAt, endedAt, seenLatitude, seenLongitude, accuracyMetres, device, contentSha256]
    yield csvLine([...head, ...paradata, ...sealed(kk), ...variables.map((name) => facts[name])])
  }
}

const memberColumns = [
  'submission_id',
  'position',
  'person_id',
  'is_new',
  'presence',
  'relation',
  'nik_cipher',
  'nik_index',
  'nik_status',
]

function* memberLines(visits: readonly ReceivedVisit[], variables: readonly string[]): Iterable<string> {
  for (const { submissionId, members } of visits) {
    for (const [position, { personId, isNew, presence, relation, nik, facts }] of members.entries()) {
      yield csvLine([
        submissionId,
        position + 1,
        personId,
        isNew,
        presence,
        relation,
        ...sealed(nik),
        ...variables.map((name) => facts[name]),
      ])
    }
  }
}

function* verificationLines(visits: readonly ReceivedVisit[]): Iterable<string> {
  for (const { submissionId, verifications } of visits) {
    for (const { variables, method, outcome } of verifications)
      yield csvLine([submissionId, `{${variables.join(',')}}`, method, outcome])
  }
}

function sealed({ cipher, index, status }: StagedNumber): (string | undefined)[] {
  return [cipher && `\\x${cipher.toString('hex')}`, index && `\\x${index.toString('hex')}`, status]
}

/** The families of the registry that a campaign starts from: all active ones of its area. */
export const drawFrame =
  (campaignId: string, areaId: AreaId) =>
  async (db: Db): Promise<number> =>
    await db.run(sql`
    insert into frame_family (campaign_id, family_id)
    select ${campaignId}, family_id from family_state
     where upper_inf(valid) and upper_inf(recorded) and status = 'active'
       and exists (select from area_within where ancestor_id = ${areaId} and area_within.area_id = village_id)
    on conflict do nothing`)

export type NewCampaign = {
  readonly campaignId: string
  readonly areaId: AreaId
  readonly name: string
  readonly form: string
  readonly formVersion: string
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate
}

export const createCampaign =
  ({ campaignId, areaId, name, form, formVersion, startsOn, endsOn }: NewCampaign) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`insert into campaign (campaign_id, area_id, name, form, form_version, starts_on, ends_on)
    values (${campaignId}, ${areaId}, ${name}, ${form}, ${formVersion}, ${startsOn}, ${endsOn})`)
  }
