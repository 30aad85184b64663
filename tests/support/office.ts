import { randomUUID } from 'node:crypto'
import { signDocument } from '../../src/access/index.ts'
import { submitModel } from '../../src/cycle/index.ts'
import { sha256Of } from '../../src/engine/index.ts'
import { publishList } from '../../src/exchange/index.ts'
import { type AreaId, type FamilyId, accountIdSchema, plainDate } from '../../src/kernel/index.ts'
import { copyRows, createList, createRankingRun } from '../../src/store/index.ts'
import { uploadedFormSchema } from '../../src/server/contract/form.ts'
import { uploadedSchema } from '../../src/server/contract/import.ts'
import { modelDocument } from './model-document.ts'
import { pilotUploadedSchema } from '../../src/server/contract/pilot.ts'
import { type TestServer, signedIn } from './test-server.ts'

const listed = plainDate('2026-01-15')

/** What an office has beside families: files brought in, a list decided, an account. */
export async function fillOffice(
  server: TestServer,
  mark: string,
  areaId: AreaId,
  code: string,
  familyIds: readonly FamilyId[],
) {
  const { accountId } = await signedIn(server, 'enumerator', areaId, `Pencacah ${mark}`)
  const manager = await signedIn(server, 'data_manager', areaId, `Manajer ${mark}`)
  const upload = async () => {
    const answer = await manager.call(
      'POST',
      '/api/imports?listDate=2026-02-01',
      uploadOf(`${mark}.csv`, listFile(mark, code)),
    )
    return uploadedSchema.parse(answer.json())
  }
  const [{ batchId, jobId }, { batchId: spareBatchId }] = [await upload(), await upload()]
  const tried = await tryForm(server, mark, areaId)
  await server.settle()
  return {
    mark,
    areaId,
    accountId,
    batchId,
    spareBatchId,
    jobId,
    ...tried,
    conflictRow: 2,
    modelId: await offerModel(server, mark, areaId, accountId),
    listId: await decideList(server, mark, areaId, familyIds),
  }
}

/** A model that the office's enumerator proposed, so that anybody else may approve it. */
async function offerModel(
  { parts }: TestServer,
  mark: string,
  areaId: AreaId,
  accountId: string,
): Promise<string> {
  const { store, keys } = parts.registry
  const modelId = randomUUID()
  const proposedBy = accountIdSchema.parse(accountId)
  const document = modelDocument(`Model ${mark}`)
  const key = keys.signing.lists[0]
  await store.asOwner(
    submitModel({
      modelId,
      areaId,
      document,
      evaluation: '{"households":600,"models":[],"psus":60}',
      proposedBy,
      key,
    }),
  )
  return modelId
}

/** The head of the first family with another birth date: somebody must decide whether it is the same person. */
function listFile(mark: string, code: string): string {
  const heading = [
    'kdprop',
    'kdkab',
    'kdkec',
    'kddesa',
    'idbdt',
    'idartbdt',
    'nokk',
    'nik',
    'nama',
    'hubungan',
    'jenis_kelamin',
    'tgl_lahir',
  ]
  const row = [
    '97',
    '01',
    '01',
    code,
    `rt ${mark}`,
    `art ${mark}`,
    '',
    `970101010180${code.slice(-1)}001`,
    `Budi ${mark}`,
    '1',
    '1',
    '05/05/1955',
  ]
  return [heading, row].map((cells) => cells.join(',')).join('\n')
}

/** A questionnaire of one question, and a pilot of two interviews. */
async function tryForm(server: TestServer, mark: string, areaId: AreaId) {
  const author = await signedIn(server, 'statistician', areaId, `Statistisi ${mark}`)
  const form = [
    '| survey | type | name | label |',
    '| | text | pencacah | Pencacah? |',
    '| | integer | luas | Luas? |',
    '| settings | form_title | form_id | version |',
    `| | Kuesioner ${mark} | rumah | 1.0.0 |`,
  ].join('\n')
  const uploaded = await author.call('POST', '/api/forms', uploadOf(`${mark}.md`, form))
  const { formVersionId } = uploadedFormSchema.parse(uploaded.json())
  const data = uploadOf(`${mark}.csv`, 'pencacah,luas,KEY\nAni,7,uuid:1\nBudi,9,uuid:2\n')
  const query = `formVersionId=${formVersionId}&name=Uji%20${mark}`
  const measured = await author.call('POST', `/api/pilots?${query}`, data)
  return { formVersionId: formVersionId ?? '', pilotId: pilotUploadedSchema.parse(measured.json()).pilotId }
}

/** A file as a form sends it. */
export function uploadOf(name: string, content: string) {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  return form
}

async function decideList(
  { parts }: TestServer,
  mark: string,
  areaId: AreaId,
  familyIds: readonly FamilyId[],
): Promise<string> {
  const { store, keys } = parts.registry
  const [listId, runId] = [randomUUID(), randomUUID()]
  const none = '0'.repeat(64)
  const facts = {
    programme: 'pkh',
    period: mark,
    areaCode: '97.01',
    decisionDate: listed,
    snapshotSha256: none,
    modelSha256: none,
    programmeSha256: none,
    nameMask: 'initials',
  } as const
  const entries = familyIds.map((familyId) => ({
    familyId,
    villageCode: '97.01.01.2001',
    headName: `Budi ${mark}`,
    standing: 'receives' as const,
    rank: 1,
    waitingPosition: null,
    benefitRupiah: null,
    noticeDate: null,
    effectiveDate: null,
  }))
  const { csv, manifest, signature } = publishList(entries, facts, {
    sha256: sha256Of,
    sign: (body) => signDocument(keys.signing.lists[0], 'list', body),
  })
  await store.asOwner(async (db) => {
    await createRankingRun({
      runId,
      areaId,
      asOf: listed,
      snapshotSha256: none,
      modelSha256: none,
      scoresSha256: none,
      snapshotDir: '',
      scoresFile: '',
      model: '{}',
      report: {},
      contributionGroups: ['housing'],
    })(db)
    const scores = familyIds.map((familyId, index) => [
      runId,
      familyId,
      13.1,
      0.7,
      index + 1,
      index + 1,
      1,
      1,
      null,
      '{-0.2}',
    ])
    await copyRows(
      'family_score',
      [
        'run_id',
        'family_id',
        'score',
        'probability',
        'rank_national',
        'rank_regency',
        'decile_national',
        'decile_regency',
        'margin_regency',
        'contributions',
      ],
      scores,
    )(db)
    await createList({
      listId,
      areaId,
      programme: 'pkh',
      name: { id: `Program ${mark}`, en: `Programme ${mark}` },
      period: mark,
      decisionDate: listed,
      runId,
      quota: 3,
      manifest: { ...manifest },
      csv,
      keyId: signature.kid,
      signature: signature.signature,
      previousListId: undefined,
    })(db)
    await copyRows(
      'programme_decision',
      ['list_id', 'family_id', 'outcome', 'reasons', 'quota_area', 'rank'],
      familyIds.map((id, index) => [listId, id, 'selected', '{within_quota}', '97.01', index + 1]),
    )(db)
    await copyRows(
      'list_change',
      ['list_id', 'family_id', 'kind', 'standing_after', 'reason_id', 'reason_en'],
      familyIds.map((id) => [listId, id, 'added', 'receives', `Masuk ${mark}`, `Added ${mark}`]),
    )(db)
  })
  return listId
}
