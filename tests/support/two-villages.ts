import { randomUUID } from 'node:crypto'
import { numberVault, signDocument } from '../../src/access/index.ts'
import { sha256 } from '../../src/cycle/index.ts'
import { publishList } from '../../src/exchange/index.ts'
import { type AreaId, type FamilyId, type PersonId, branded, plainDate } from '../../src/kernel/index.ts'
import { type RequestHead, planChange } from '../../src/registry/index.ts'
import { sql } from '../../src/sql/index.ts'
import {
  copyRows,
  createList,
  createRankingRun,
  findAreaByCode,
  importAreas,
  nation,
  recordChange,
  recordStep,
} from '../../src/store/index.ts'
import { type TestServer, signedIn } from './test-server.ts'

/** A place with something of everything in it. Every name in it bears its `mark`, which is found nowhere else. */
export type Place = {
  readonly mark: string
  readonly areaId: AreaId
  readonly familyIds: readonly FamilyId[]
  readonly personIds: readonly PersonId[]
  readonly nik: string
  readonly mergeId: string
  readonly batchId: string
  readonly spareBatchId: string
  readonly conflictRow: number
  readonly listId: string
  readonly proposalId: string
  readonly accountId: string
}

export type Places = { readonly own: Place; readonly sibling: Place; readonly parent: Place }

const listed = plainDate('2026-01-15')
const head: RequestHead = {
  effectiveOn: listed,
  observedOn: listed,
  source: 'desk',
  sourceRef: '',
  observer: '',
  reason: 'pendaftaran',
}

/** Two villages side by side, and the sub-district they lie in, which has lists, files and accounts of its own. */
export async function fillTwoVillages(server: TestServer): Promise<Places> {
  const areas = await loadAreas(server)
  const own = await fillVillage(server, 'Kenanga', areas.own, '2001', 3)
  const sibling = await fillVillage(server, 'Melati', areas.sibling, '2002', 5)
  const above = await fillOffice(server, 'Dahlia', areas.parent, '2001', [
    ...own.familyIds,
    ...sibling.familyIds,
  ])
  const parent = {
    ...above,
    familyIds: [],
    personIds: [],
    nik: '',
    mergeId: randomUUID(),
    proposalId: randomUUID(),
  }
  await noteCycle(server, areas.parent)
  return { own, sibling, parent }
}

async function loadAreas({ parts }: TestServer) {
  return await parts.registry.store.asOwner(async (db) => {
    await importAreas(
      [
        nation,
        { code: '97', parentCode: nation.code, kind: 'province', name: 'Provinsi Contoh', synthetic: true },
        { code: '97.01', parentCode: '97', kind: 'kabupaten', name: 'Kabupaten Contoh', synthetic: true },
        {
          code: '97.01.01',
          parentCode: '97.01',
          kind: 'kecamatan',
          name: 'Kecamatan Dahlia',
          synthetic: true,
        },
        { code: '97.01.01.2001', parentCode: '97.01.01', kind: 'desa', name: 'Desa Satu', synthetic: true },
        { code: '97.01.01.2002', parentCode: '97.01.01', kind: 'desa', name: 'Desa Dua', synthetic: true },
      ],
      'test',
    )(db)
    const find = async (code: string) => (await findAreaByCode(code)(db)) ?? branded<number, 'AreaId'>(0)
    return {
      own: await find('97.01.01.2001'),
      sibling: await find('97.01.01.2002'),
      parent: await find('97.01.01'),
    }
  })
}

async function fillVillage(
  server: TestServer,
  mark: string,
  areaId: AreaId,
  code: string,
  count: number,
): Promise<Place> {
  const families = []
  for (let index = 0; index < count; index++)
    families.push(await registerFamily(server, areaId, mark, code, index))
  const familyIds = families.map(({ familyId }) => familyId)
  const office = await fillOffice(server, mark, areaId, code, familyIds)
  const [first] = families
  if (!first) throw new Error('a village without families')
  const manager = await signedIn(server, 'data_manager', areaId, `Petugas ${mark}`)
  const [kept, absorbed] = first.personIds
  const merged = await manager.call('POST', `/api/persons/${kept}/merge`, {
    absorbedId: absorbed,
    reason: `ganda ${mark}`,
  })
  const raised = await manager.call('POST', '/api/proposals', {
    kind: 'proposal',
    familyId: familyIds[1],
    areaId,
    text: `Usulan ${mark}`,
  })
  return {
    ...office,
    familyIds,
    personIds: first.personIds,
    nik: first.nik,
    mergeId: merged.json().changeId,
    proposalId: raised.json().proposalId,
  }
}

async function registerFamily(
  { parts }: TestServer,
  villageId: AreaId,
  mark: string,
  code: string,
  index: number,
) {
  const { store, codebook, vault } = parts.registry
  const serial = `${code.slice(-1)}${String(index + 1).padStart(3, '0')}`
  const nik = { digits: `970101010180${serial}`, status: 'well_formed' } as const
  const planned = planChange(
    {
      kind: 'registration',
      villageId,
      facts: { address: `Jalan ${mark} ${index}`, floor: '5' },
      kk: { digits: `970101010120${serial}`, status: 'well_formed' },
      members: [
        { relation: '1', facts: { name: `Budi ${mark}`, birth_date: '1980-01-01', sex: '1' }, nik },
        { relation: '2', facts: { name: `Sari ${mark}`, birth_date: '1982-02-02', sex: '2' } },
        { relation: '3', facts: { name: `Ani ${mark}`, birth_date: '2010-03-03', sex: '2' } },
      ],
    },
    head,
    { families: [] },
    randomUUID,
  )
  if (planned.kind !== 'planned') throw new Error('the fixture is refused')
  const { change } = planned
  await store.asOwner(recordChange(change, { codebook, vault: numberVault(vault) }))
  const personIds = change.effects.flatMap((effect) =>
    effect.kind === 'member' && effect.to?.relation !== '1' ? [effect.personId] : [],
  )
  return { familyId: change.familyId ?? branded<string, 'FamilyId'>(''), personIds, nik: nik.digits }
}

/** What an office has beside families: files brought in, a list decided, an account. */
async function fillOffice(
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
    return String(answer.json().batchId)
  }
  const [batchId, spareBatchId] = [await upload(), await upload()]
  await server.settle()
  return {
    mark,
    areaId,
    accountId,
    batchId,
    spareBatchId,
    conflictRow: 2,
    listId: await decideList(server, mark, areaId, familyIds),
  }
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
    sha256,
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

async function noteCycle({ parts }: TestServer, areaId: AreaId): Promise<void> {
  await parts.registry.store.asOwner(async (db) => {
    await recordStep(areaId, '2026-T1', 'registry', 8)(db)
    await db.run(sql`analyze family, family_state, person`)
  })
}
