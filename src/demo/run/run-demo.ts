import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { accessContext } from '../../access/index.ts'
import {
  type OpenRegistry,
  draftAdoption,
  draftDecision,
  findDuplicates,
  matchRegister,
  prepareDecision,
  previewBatch,
  promoteBatch,
  publishAdoption,
  publishDecision,
  stageFile,
  writeSnapshot,
} from '../../cycle/index.ts'
import { countChanges } from '../../exchange/index.ts'
import {
  type AreaId,
  type PlainDate,
  addDays,
  branded,
  seedOf,
  seededIds,
  seededRandom,
} from '../../kernel/index.ts'
import { excelCsv, renderCsv } from '../../sheets/index.ts'
import { sql } from '../../sql/index.ts'
import {
  applyVisits,
  createCampaign,
  drawFrame,
  findAreaByCode,
  receiveVisits,
  recordStep,
  reviewVisits,
} from '../../store/index.ts'
import { demoRegencyCode } from '../area-codes.ts'
import { buildDemo, demoAsOf, demoListDate } from '../build-demo.ts'
import { simulateVisits } from '../visits/simulate-visits.ts'
import { createDemoAccounts, getAccount } from './accounts.ts'
import { loadRegency } from './load-areas.ts'
import { renderRecipients, writeList } from './lists.ts'
import { publishInstruments } from './questionnaires.ts'
import { readFrame } from './registry-links.ts'
import { rankByModel } from './rank-by-model.ts'
import { writeRegister } from './source-files.ts'
import { toReceivedVisits } from './to-received.ts'

export type DemoRequest = {
  readonly families: number
  readonly seed: number
  /** Called before each step, with its number and the number of steps. */
  readonly onStep: (step: string, index: number, of: number) => void
}

/** What the command prints with `--json`. */
export type DemoResult = {
  readonly families: number
  readonly people: number
  readonly imported: number
  readonly held: number
  readonly visits: number
  readonly scored: number
  readonly decile_counts: readonly number[]
  readonly published_sha256: string
}

const steps = ['areas', 'form', 'import', 'visit', 'review', 'snapshot', 'rank', 'link', 'decide'] as const
const cycle = '2026-T2'

/** Runs the fictional regency through one whole update cycle, from the old list to the signed published one. */
export async function runDemo(registry: OpenRegistry, request: DemoRequest): Promise<DemoResult> {
  const { families, seed, onStep } = request
  const step = (name: (typeof steps)[number]) => onStep(name, steps.indexOf(name) + 1, steps.length)
  const ids = seededIds(seededRandom(seedOf(seed, 'run')))
  const demo = buildDemo({ seed, families })
  step('areas')
  const { store } = registry
  await store.asOwner(loadRegency(demo.regency))
  const areaId = await getArea(registry, demoRegencyCode)
  const outside = { now: () => new Date(), randomBytes: registry.randomBytes, newId: ids }
  const [firstVillage = ''] = demo.regency.villages.map(({ code }) => code).toSorted()
  const areas = { regency: areaId, village: await getArea(registry, firstVillage) }
  const accounts = await store.asOwner(createDemoAccounts(accessContext(registry.keys, outside), areas))
  step('form')
  await publishInstruments(registry, areaId, getAccount(accounts, 'statistik'), seed)
  step('import')
  const imported = await importOldList(registry, areaId, ids(), demo)
  step('visit')
  const campaignId = ids()
  const visits = await holdCampaign(registry, areaId, campaignId, demo, seed)
  step('review')
  const applied = await store.asOwner(async (db) => {
    await reviewVisits(campaignId, { shortestMinutes: 6, mostFromOnePoint: 8 })(db)
    const count = await applyVisits(registry.codebook, campaignId, undefined)(db)
    await recordStep(areaId, cycle, 'review', count)(db)
    return count
  })
  step('snapshot')
  const asOf: PlainDate = addDays(demoAsOf, 60)
  const snapshotDir = join(registry.folder, 'snapshots', cycle)
  const manifest = await store.asOwner(async (db) => {
    const written = await writeSnapshot({
      codebook: registry.codebook,
      asOf: { day: asOf, knownAt: new Date(Date.now() + 1).toISOString() },
      outDir: snapshotDir,
    })(db)
    await recordStep(areaId, cycle, 'registry', written.tables.family.rows, {
      persons: written.tables.person.rows,
    })(db)
    await recordStep(areaId, cycle, 'snapshot', written.tables.family.rows + written.tables.person.rows)(db)
    return written
  })
  step('rank')
  const ranked = await rankByModel(registry, {
    areaId,
    ids,
    accounts,
    cycle,
    survey: demo.survey,
    snapshotDir,
    manifest,
  })
  step('link')
  await store.asOwner(async (db) => {
    const extract = join(registry.folder, 'inbox', 'register.csv')
    await writeRegister(demo.civilRegister, extract)
    const matched = await matchRegister({
      runId: ids(),
      snapshotDir,
      extract,
      vault: registry.vault,
      registerName: 'dukcapil-demo',
      checkedOn: asOf,
      folder: join(registry.folder, 'linkage'),
    })(db)
    await rm(extract)
    if (matched.kind === 'refused') throw new Error(matched.issues[0]?.message.en)
    const { statuses } = matched
    const found = await findDuplicates({
      runId: ids(),
      areaId,
      areaCode: demoRegencyCode,
      snapshotDir,
      snapshotSha256: manifest.sha256,
      asOf,
      folder: join(registry.folder, 'linkage'),
      reviewers: 2,
    })(db)
    await recordStep(areaId, cycle, 'link', statuses['matched'] ?? 0, {
      ...statuses,
      duplicates: found.sure + found.review,
    })(db)
  })
  step('decide')
  const published = await decide(registry, areaId, ids, demo, {
    asOf,
    families: manifest.tables.family.rows,
    runId: ranked.runId,
  })
  return {
    families: manifest.tables.family.rows,
    people: manifest.tables.person.rows,
    imported: imported.promoted,
    held: imported.held,
    visits: applied > visits ? applied : visits,
    scored: ranked.scored,
    decile_counts: ranked.decileCounts,
    published_sha256: published.manifest.csvSha256,
  }
}

type DemoData = ReturnType<typeof buildDemo>

async function getArea({ store }: OpenRegistry, code: string): Promise<AreaId> {
  const areaId = await store.asOwner(findAreaByCode(code))
  if (areaId === undefined) throw new Error(`the area table lacks ${code}`)
  return areaId
}

/** The district's old file, written as the office has it and brought in the way anybody would bring it. */
async function importOldList(registry: OpenRegistry, areaId: AreaId, batch: string, { oldList }: DemoData) {
  const { store, vault, codebook } = registry
  const name = 'daftar-lama-siks-ng.csv'
  const file = join(registry.folder, 'inbox', name)
  await mkdir(join(registry.folder, 'inbox'), { recursive: true })
  await writeFile(file, renderCsv([oldList.headings, ...oldList.rows], excelCsv))
  const request = {
    batchId: branded<string, 'BatchId'>(batch),
    file: { name, bytes: await readFile(file) },
    profile: 'siks-ng',
    listDate: demoListDate,
    areaId,
  } as const
  await store.asOwner(stageFile(request, { codebook, vault }))
  await store.asOwner(previewBatch(request.batchId, codebook))
  return await store.asOwner(async (db) => {
    const summary = await promoteBatch(request.batchId, { codebook, vault, reason: 'daftar lama kabupaten' })(
      db,
    )
    await recordStep(areaId, cycle, 'frame', summary.promoted, { held: summary.held })(db)
    await recordStep(areaId, cycle, 'form', codebook.variables.length)(db)
    return summary
  })
}

const areaRow = z.object({ code: z.string(), areaId: z.number() })

async function holdCampaign(
  registry: OpenRegistry,
  areaId: AreaId,
  campaignId: string,
  demo: DemoData,
  seed: number,
): Promise<number> {
  const { store, vault, codebook } = registry
  const firstDay = addDays(demoAsOf, 7)
  const campaign = {
    campaignId,
    areaId,
    name: 'Pemutakhiran triwulan II 2026',
    form: codebook.form,
    formVersion: codebook.version,
    startsOn: firstDay,
    endsOn: addDays(firstDay, 40),
  }
  return await store.asOwner(async (db) => {
    await createCampaign(campaign)(db)
    await drawFrame(campaignId, areaId)(db)
    const frame = await readFrame(campaignId, demo.oldList)(db)
    const { visits } = simulateVisits(demo.regency, demo.population, demo.oldList, frame, { seed, firstDay })
    const codes = await db.many(
      areaRow,
      sql`select code, area_id as "areaId" from area_code where scheme = 'kemendagri' and upper_inf(valid)`,
    )
    const areaOf = new Map(codes.map(({ code, areaId: id }) => [code, branded<number, 'AreaId'>(id)]))
    await receiveVisits(codebook, toReceivedVisits(visits, { campaignId, vault, areaOf }))(db)
    await recordStep(areaId, cycle, 'visit', visits.length, { frame: frame.length })(db)
    return visits.length
  })
}

type Basis = {
  readonly asOf: PlainDate
  readonly families: number
  readonly runId: string
}

const programme = 'pkh'

/** The list in force before, as the office brings it; then the decision over the ranking, published. */
async function decide(
  registry: OpenRegistry,
  areaId: AreaId,
  ids: () => string,
  { oldList }: DemoData,
  { asOf, families, runId }: Basis,
) {
  const { store, keys, vault } = registry
  const area = { areaId, areaCode: demoRegencyCode, programme }
  const former = {
    ...area,
    listId: ids(),
    file: { name: 'penerima-pkh.csv', bytes: new TextEncoder().encode(renderRecipients(oldList)) },
    period: '2026-T1',
    decisionDate: addDays(demoAsOf, -80),
  }
  const asked = {
    ...area,
    listId: ids(),
    period: cycle,
    decisionDate: addDays(asOf, 14),
    quota: [{ areaCode: demoRegencyCode, quota: Math.round(families * 0.11) }],
    runId,
  }
  return await store.asOwner(async (db) => {
    await publishAdoption(
      await draftAdoption(former, { vault, keys })(db),
      'daftar penerima triwulan lalu',
    )(db)
    const draft = await draftDecision(await prepareDecision(asked, keys)(db))
    await publishDecision(draft, 'penetapan triwulan II')(db)
    await writeList(join(registry.folder, 'published'), draft)
    await recordStep(areaId, cycle, 'decide', sum(Object.values(draft.outcomes)), draft.outcomes)(db)
    await recordStep(
      areaId,
      cycle,
      'publish',
      sum(Object.values(draft.manifest.counts)),
      countChanges(draft.changes),
    )(db)
    return draft
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
