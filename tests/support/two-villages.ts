import { randomUUID } from 'node:crypto'
import { numberVault } from '../../src/access/index.ts'
import { type AreaId, type FamilyId, type PersonId, branded, plainDate } from '../../src/kernel/index.ts'
import { type RequestHead, planChange } from '../../src/registry/index.ts'
import { sql } from '../../src/sql/index.ts'
import {
  copyRows,
  findAreaByCode,
  importAreas,
  nation,
  recordChange,
  recordStep,
  validateByRegister,
} from '../../src/store/index.ts'
import { fillOffice } from './office.ts'
import { plantPair } from './planted-pair.ts'
import { type TestServer, signedIn } from './test-server.ts'

export { uploadOf } from './office.ts'

/** A place with something of everything in it. Every name in it bears its `mark`, which is found nowhere else. */
export type Place = {
  readonly mark: string
  readonly areaId: AreaId
  readonly familyIds: readonly FamilyId[]
  readonly personIds: readonly PersonId[]
  readonly nik: string
  readonly mergeId: string
  readonly pairId: string
  readonly batchId: string
  readonly spareBatchId: string
  readonly jobId: string
  readonly modelId: string
  readonly formVersionId: string
  readonly pilotId: string
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
    pairId: randomUUID(),
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
  await plantUnmatched(server, first.personIds)
  return {
    ...office,
    familyIds,
    personIds: first.personIds,
    nik: first.nik,
    mergeId: merged.json().changeId,
    pairId: await plantVillagePair(server, areaId, families.at(-1)?.personIds),
    proposalId: raised.json().proposalId,
  }
}

/** The civil register was asked about the wife of the first family, and did not know her. */
async function plantUnmatched({ parts }: TestServer, [personId]: readonly PersonId[]): Promise<void> {
  const runId = randomUUID()
  await parts.registry.store.asOwner(async (db) => {
    const columns = ['run_id', 'person_id', 'status', 'reason']
    await copyRows('register_match', columns, [[runId, personId, 'unmatched', 'nik_not_found']])(db)
    await validateByRegister(runId, 'dukcapil', listed)(db)
  })
}

async function plantVillagePair(
  server: TestServer,
  areaId: AreaId,
  [one, other]: readonly PersonId[] = [],
): Promise<string> {
  if (!one || !other) throw new Error('a family of less than three')
  return await plantPair(server, { areaId, persons: [one, other] })
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

async function noteCycle({ parts }: TestServer, areaId: AreaId): Promise<void> {
  await parts.registry.store.asOwner(async (db) => {
    await recordStep(areaId, '2026-T1', 'registry', 8)(db)
    await db.run(sql`analyze family, family_state, person`)
  })
}
