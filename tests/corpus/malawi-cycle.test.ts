import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoKeys, signDocument } from '../../src/access/index.ts'
import { draftDecision, findProgrammeFile } from '../../src/cycle/index.ts'
import { openDuckDb, scoreSnapshot, trainModel } from '../../src/engine/index.ts'
import { branded, plainDate } from '../../src/kernel/index.ts'
import { nationCode } from '../../src/targeting/index.ts'
import { temporaryFolder } from '../support/stores.ts'

const corpus = process.env['MUTAKHIR_CORPUS'] ?? join(import.meta.dirname, '../../../shared/data')
const survey = join(corpus, 'survey/design_malawi.csv')
const absent = existsSync(survey) ? '' : ` (skipped: no ${survey}; set MUTAKHIR_CORPUS)`

/**
 * Real households, whose consumption is known, through the code that the demo's families go through: train, score,
 * deciles, decision, list. Each household is a family, each of the 26 districts a regency.
 */
test.skipIf(absent !== '')(`a real survey becomes a signed list by the demo's code${absent}`, async () => {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder(stack)
  const spec: unknown = JSON.parse(
    await readFile(join(import.meta.dirname, '../../examples/ranking/malawi.json'), 'utf8'),
  )
  const trained = await trainModel({ data: survey, spec, codeVersion: 'corpus' })
  if (trained.kind === 'refused') throw new Error(JSON.stringify(trained.issues))
  const { snapshotDir, families } = await writeHouseholds(folder)
  const scoresFile = join(folder, 'scores.parquet')
  const scored = await scoreSnapshot({ snapshotDir, model: trained.model, outFile: scoresFile })
  expect(scored.rows).toBe(families)
  for (const count of scored.decileCounts) expect(Math.abs(count - families / 10)).toBeLessThanOrEqual(1)

  const quota = await quotasOf(folder, 0.2)
  const draft = await draftDecision(request(snapshotDir, scoresFile, quota))
  // No more than the places; fewer only where a district has too few families of deciles 1 to 4.
  const places = quota.reduce((sum, area) => sum + area.quota, 0)
  expect(draft.manifest.counts.receives).toBeLessThanOrEqual(places)
  expect(draft.manifest.counts.receives).toBeGreaterThan(places * 0.9)
  const again = await draftDecision(request(snapshotDir, scoresFile, quota))
  expect(again.csv).toBe(draft.csv)

  const errors = await errorsOf(
    folder,
    scoresFile,
    draft.decisions.filter(([, outcome]) => outcome === 'selected').map(([id]) => String(id)),
  )
  process.stdout.write(
    `malawi: ${families} households; of the poorest 20 % of households in each district ${percent(errors.listed)} are not on the list, ` +
      `of the poorest 40 % nationally ${percent(errors.deciles)} are not in deciles 1 to 4 (in sample)\n`,
  )
  // A list drawn by lot would miss 80 and 60 per cent of them.
  expect(errors.listed).toBeLessThan(0.5)
  expect(errors.deciles).toBeLessThan(0.35)
})

async function writeHouseholds(folder: string) {
  const snapshotDir = join(folder, 'snapshot')
  for (const table of ['family', 'person'])
    await mkdir(join(snapshotDir, table, 'province=97'), { recursive: true })
  await using duck = await openDuckDb()
  await duck.run(`
    create table household as
    select *, cast(md5('household ' || id) as uuid) as family_id, '97.' || lpad(dense_rank() over (order by district)::varchar, 2, '0') as regency_code
      from read_csv('${survey}', header = true, sample_size = -1)`)
  const write = (table: string, query: string) =>
    duck.run(
      `copy (${query}) to '${join(snapshotDir, table, 'province=97', 'part-0.parquet')}' (format parquet)`,
    )
  await write(
    'family',
    `select * exclude (y), '97' as province_code, regency_code || '.01' as district_code, regency_code || '.01.2001' as village_code, cast(md5('head ' || id) as uuid) as head_person_id, hhsize::integer as member_count from household order by family_id`,
  )
  await write(
    'person',
    `select cast(md5('head ' || id) as uuid) as person_id, family_id, regency_code || '.01.2001' as village_code, '1' as relation, 'Rumah tangga ' || id as name,
            agehead::integer as age, null::varchar as work_status, null::varchar as chronic_illness, null::varchar as disability from household order by person_id`,
  )
  await duck.run(
    `copy (select family_id, regency_code, y, pop_wgt from household) to '${join(folder, 'truth.parquet')}' (format parquet)`,
  )
  const { rowCount } = await duck.readColumns('select family_id from household')
  return { snapshotDir, families: rowCount }
}

async function quotasOf(folder: string, share: number) {
  await using duck = await openDuckDb()
  const areas = await duck.readColumns(
    `select regency_code, floor(count(*) * ${share})::double as quota from read_parquet('${join(folder, 'truth.parquet')}') group by 1 order by 1`,
  )
  return areas
    .texts('regency_code')
    .map((areaCode, row) => ({ areaCode: areaCode ?? '', quota: areas.numbers('quota')[row] ?? 0 }))
}

function request(
  snapshotDir: string,
  scoresFile: string,
  quota: readonly { areaCode: string; quota: number }[],
) {
  const decisionDate = plainDate('2026-07-01')
  const found = findProgrammeFile('sembako', decisionDate)
  if (!found) throw new Error('the programme has no file')
  const keys = demoKeys(7)
  const none = '0'.repeat(64)
  return {
    listId: '00000000-0000-4000-8000-000000000000',
    areaId: branded<number, 'AreaId'>(0),
    areaCode: nationCode,
    runId: '00000000-0000-4000-8000-000000000000',
    programme: found.programme,
    programmeFile: found.file,
    period: '2026-T3',
    decisionDate,
    quota,
    recipients: [],
    snapshotDir,
    scoresFile,
    snapshotSha256: none,
    modelSha256: none,
    sign: (body: Parameters<typeof signDocument>[2]) => signDocument(keys.signing.lists[0], 'list', body),
  }
}

/** Person-weighted shares of the truly poor who are missed, by the list and by the deciles. */
async function errorsOf(folder: string, scoresFile: string, selected: readonly string[]) {
  await using duck = await openDuckDb()
  await duck.run(`create table selected (family_id uuid)`)
  await duck.run(`insert into selected values ${selected.map((id) => `('${id}')`).join(', ')}`)
  const { numbers } = await duck.readColumns(`
    with ranked as (
      select truth.*, percent_rank() over (partition by truth.regency_code order by y) < 0.2 as poorest_of_district,
             percent_rank() over (order by y) < 0.4 as poorest, decile_national <= 4 as low,
             exists (select 1 from selected where selected.family_id = truth.family_id) as listed
        from read_parquet('${join(folder, 'truth.parquet')}') truth join read_parquet('${scoresFile}') scores using (family_id))
    select sum(pop_wgt) filter (where poorest_of_district and not listed) / sum(pop_wgt) filter (where poorest_of_district) as listed,
           sum(pop_wgt) filter (where poorest and not low) / sum(pop_wgt) filter (where poorest) as deciles
      from ranked`)
  return { listed: numbers('listed')[0] ?? 1, deciles: numbers('deciles')[0] ?? 1 }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
