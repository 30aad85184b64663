import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submitModel } from '../../src/cycle/index.ts'
import { accountIdSchema } from '../../src/kernel/index.ts'
import { sql } from '../../src/sql/index.ts'
import { modelDocument } from '../support/model-document.ts'
import { eachStore, temporaryFolder } from '../support/stores.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../support/test-server.ts'
import { type Places, fillTwoVillages } from '../support/two-villages.ts'

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places
  let proposer: Caller
  let approver: Caller

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    proposer = await signedIn(server, 'statistician', places.parent.areaId, 'Pengusul')
    approver = await signedIn(server, 'data_manager', places.parent.areaId, 'Penyetuju')
  })
  afterAll(() => stack.disposeAsync())

  test('a model is approved by another person than who proposed it, whoever asks', async () => {
    const model = await propose('dua orang')
    expect(await step(proposer, model, 'approved')).toMatchObject({ status: 403, code: 'modelTwoPersons' })
    await expect(asOwner(model, 'approved', proposer)).rejects.toThrow('another person')
    expect(await step(approver, model, 'approved')).toMatchObject({ status: 200 })
    const told = (await approver.call('GET', `/api/models/${model}`)).json()
    expect(told.steps.map(({ state, by }: { state: string; by: string }) => [state, by])).toEqual([
      ['proposed', 'Pengusul'],
      ['approved', 'Penyetuju'],
    ])
  })

  test('one model of an area is in force: the one before steps back, and says so', async () => {
    const [champion, challenger] = [await propose('juara'), await propose('penantang')]
    for (const model of [champion, challenger]) {
      await step(approver, model, 'approved')
      await step(approver, model, 'in_force')
    }
    expect(await stateOf(champion)).toBe('approved')
    expect(await stateOf(challenger)).toBe('in_force')
    await step(approver, challenger, 'retired')
    expect(await step(approver, challenger, 'in_force')).toMatchObject({ status: 409, code: 'modelWay' })
  })

  test('a model that was not approved cannot be put into force, nor a refused one approved', async () => {
    const model = await propose('jalan pintas')
    expect(await step(approver, model, 'in_force')).toMatchObject({ status: 409 })
    await step(approver, model, 'refused')
    expect(await step(approver, model, 'approved')).toMatchObject({ status: 409 })
  })

  test('the signature holds for the bytes as they were proposed, and for no others', async () => {
    const model = await propose('tanda tangan')
    const verify = async () => (await approver.call('POST', `/api/models/${model}/verify`)).json()
    expect(await verify()).toEqual({ ok: true, signature: true, bytes: true })
    await expect(
      store().asOwner((db) => db.run(sql`update ranking_model set name = 'lain' where model_id = ${model}`)),
    ).rejects.toThrow('nothing is overwritten')
    await store().asOwner(async (db) => {
      await db.run(sql`alter table ranking_model disable trigger keep`)
      await db.run(
        sql`update ranking_model set manifest = jsonb_set(manifest, '{r2}', '0.99') where model_id = ${model}`,
      )
      await db.run(sql`alter table ranking_model enable trigger keep`)
    })
    expect(await verify()).toEqual({ ok: false, signature: false, bytes: true })
  })

  test('its bytes, its card and its PMML are given out as files', async () => {
    const model = await propose('berkas')
    expect((await approver.call('GET', `/api/models/${model}/model.json`)).body).toBe(modelDocument('berkas'))
    const card = await approver.call('GET', `/api/models/${model}/card.html?language=en`)
    expect(card.headers['content-disposition']).toContain('attachment')
    expect(card.body).toContain('Who is missed')
    expect((await approver.call('GET', `/api/models/${model}/model.pmml`)).body).toContain('PMML-4_4')
    expect((await approver.call('GET', `/api/models/${model}/evaluation.json`)).statusCode).toBe(404)
  })

  test('a spec with a typo ends the training with the place that is wrong', async () => {
    const uploaded = await proposer.call('POST', '/api/surveys', survey())
    await proposer.call('POST', '/api/surveys', survey('keluarga.csv'))
    expect(uploaded.json()).toEqual({ name: 'susenas.csv' })
    expect((await proposer.call('POST', '/api/surveys', survey())).statusCode).toBe(409)
    const start = async (spec: object) => {
      const started = await proposer.call('POST', '/api/models', {
        survey: 'susenas.csv',
        spec: JSON.stringify(spec),
      })
      await server.parts.registry.store.asOwner(async () => undefined)
      return started.json()
    }
    const { jobId } = await start({ ...spec, psu: 'psuu' })
    const job = await ended(jobId)
    expect(job).toMatchObject({ state: 'failed' })
    expect(job.failure.en).toContain('"psu"')
    const trained = await start(spec)
    expect(await ended(trained.jobId)).toMatchObject({ state: 'done', result: { modelId: trained.modelId } })
    const model = (await proposer.call('GET', `/api/models/${trained.modelId}`)).json()
    expect(model.state).toBe('proposed')
    expect(model.own).toBe(true)
    expect(model.compared.map(({ name }: { name: string }) => name)).toContain('official')
  })

  test('the model in force ranks the registry of today, and no other model does', async () => {
    const { modelId } = await lastTrained()
    const rank = async () => await proposer.call('POST', `/api/models/${modelId}/runs`)
    expect((await rank()).json()).toMatchObject({ code: 'modelWay' })
    await step(approver, modelId, 'approved')
    await step(approver, modelId, 'in_force')
    const { jobId, runId } = (await rank()).json()
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { runId, families: 8 } })
    const { runs } = (await proposer.call('GET', `/api/models/${modelId}`)).json()
    expect(runs.map((run: { runId: string }) => run.runId)).toEqual([runId])
    const family = places.own.familyIds[0]!
    const own = await signedIn(server, 'data_manager', places.own.areaId)
    const reasons = (await own.call('GET', `/api/families/${family}/score-reasons`)).json()
    expect(reasons.sentence.id).toMatch(/skor\.$|rata-rata/)
    expect(
      (await own.call('GET', `/api/families/${places.sibling.familyIds[0]!}/score-reasons`)).statusCode,
    ).toBe(404)
  })

  /** A model whose features a snapshot has: how large a family is. */
  async function lastTrained(): Promise<{ readonly modelId: string }> {
    const features = [
      {
        name: 'size',
        sql: 'member_count',
        group: 'demography',
        label: { id: 'jumlah anggota', en: 'members' },
      },
    ]
    const started = await proposer.call('POST', '/api/models', {
      survey: 'keluarga.csv',
      spec: JSON.stringify({ ...spec, ignore: [], district: 'regency_code', features }),
    })
    const { jobId, modelId } = started.json()
    expect(await ended(jobId)).toMatchObject({ state: 'done' })
    return { modelId }
  }

  async function propose(name: string): Promise<string> {
    const modelId = randomUUID()
    const { keys } = server.parts.registry
    await store().asOwner(
      submitModel({
        modelId,
        areaId: places.parent.areaId,
        document: modelDocument(name),
        evaluation: undefined,
        proposedBy: accountIdSchema.parse(proposer.accountId),
        key: keys.signing.lists[0],
      }),
    )
    return modelId
  }

  async function step(caller: Caller, model: string, state: string) {
    const answer = await caller.call('POST', `/api/models/${model}/steps`, {
      state,
      reason: 'sudah diperiksa',
    })
    return { status: answer.statusCode, code: answer.statusCode === 200 ? undefined : answer.json().code }
  }

  async function asOwner(model: string, state: string, { accountId }: Caller): Promise<void> {
    await store().asOwner(async (db) => {
      await db.run(
        sql`insert into ranking_model_step (model_id, state, account_id) values (${model}, ${state}, ${accountId})`,
      )
    })
  }

  async function stateOf(model: string): Promise<string> {
    return (await approver.call('GET', `/api/models/${model}`)).json().state
  }

  async function ended(jobId: string) {
    for (let turn = 0; turn < 600; turn++) {
      const job = (await proposer.call('GET', `/api/jobs/${jobId}`)).json()
      if (job.state === 'done' || job.state === 'failed') return job
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the job does not end')
  }
})

const spec = {
  name: 'Survei uji',
  id: 'id',
  outcome: 'y',
  weights: { hh: 'w', person: 'w * size' },
  psu: 'psu',
  district: 'district',
  folds: { count: 3, seed: 1 },
  features: 'all other columns',
  ignore: ['size', 'regency_code', 'member_count'],
}

/** 240 households of two districts, whose welfare falls with their size. */
function survey(name = 'susenas.csv') {
  const rows = Array.from({ length: 240 }, (_, row) => {
    const [size, noise] = [1 + (row % 6), ((row * 7919) % 101) / 101 - 0.5]
    const y = 13 - 0.15 * size + 0.2 * (row % 2) + 0.4 * noise
    return [
      row,
      y.toFixed(4),
      100,
      size,
      `p${Math.floor(row / 8)}`,
      `97.0${1 + Math.floor(row / 120)}`,
      size,
      row % 2,
      `97.0${1 + Math.floor(row / 120)}`,
      size,
    ].join(',')
  })
  const form = new FormData()
  form.append(
    'file',
    new Blob([['id,y,w,size,psu,district,members,toilet,regency_code,member_count', ...rows].join('\n')]),
    name,
  )
  return form
}
