import { z } from 'zod'
import { type AccountId, type AreaId, type Json, areaIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type ModelState = 'proposed' | 'approved' | 'refused' | 'in_force' | 'retired'
const stateSchema = z.enum(['proposed', 'approved', 'refused', 'in_force', 'retired'])

export type NewModel = {
  readonly modelId: string
  readonly areaId: AreaId
  readonly name: string
  /** The model's bytes. */
  readonly document: string
  readonly modelSha256: string
  /** The bytes of what `evaluate` said. */
  readonly evaluation: string | undefined
  readonly manifest: Json
  readonly keyId: string
  readonly signature: string
  readonly proposedBy: AccountId
}

/** Puts a model into the registry, proposed. */
export const proposeModel =
  (model: NewModel) =>
  async (db: Db): Promise<void> => {
    const {
      modelId,
      areaId,
      name,
      document,
      modelSha256,
      evaluation,
      manifest,
      keyId,
      signature,
      proposedBy,
    } = model
    await db.run(sql`
    insert into ranking_model (model_id, area_id, name, document, model_sha256, evaluation, manifest, key_id, signature, proposed_by)
    values (${modelId}, ${areaId}, ${name}, ${document}, ${modelSha256}, ${evaluation ?? null}, ${JSON.stringify(manifest)}::jsonb,
            ${keyId}, ${signature}, ${proposedBy})`)
    await recordModelStep({ modelId, state: 'proposed', accountId: proposedBy, reason: '' })(db)
  }

export type ModelStep = {
  readonly modelId: string
  readonly state: ModelState
  readonly accountId: AccountId
  readonly reason: string
}

/** Moves a model on; the database refuses a way that there is not, and approval by whoever proposed it. */
export const recordModelStep =
  ({ modelId, state, accountId, reason }: ModelStep) =>
  async (db: Db): Promise<void> => {
    await db.run(
      sql`insert into ranking_model_step (model_id, state, account_id, reason) values (${modelId}, ${state}, ${accountId}, ${reason})`,
    )
  }

const headRow = z.object({
  modelId: z.string(),
  areaId: areaIdSchema,
  name: z.string(),
  modelSha256: z.string(),
  manifest: z.json(),
  keyId: z.string(),
  signature: z.string(),
  state: stateSchema,
  proposedBy: z.string(),
  proposedByName: z.string(),
  at: z.string(),
  evaluated: z.boolean(),
})
export type ModelHead = z.infer<typeof headRow>

const heads = sql`
  select model.model_id as "modelId", area_id as "areaId", name, model_sha256 as "modelSha256", manifest, key_id as "keyId", signature,
         last.state, proposed_by as "proposedBy", coalesce(who.display_name, '') as "proposedByName", model.recorded_at as at,
         evaluation is not null as evaluated
    from ranking_model model
    cross join lateral (select state from ranking_model_step step where step.model_id = model.model_id order by step desc limit 1) last
    left join account_label who on who.account_id = model.proposed_by`

/** Models that the asker may see: the one in force first, then the newest. */
export const listModels = async (db: Db): Promise<readonly ModelHead[]> =>
  await db.many(
    headRow,
    sql`${heads} order by last.state <> 'in_force', model.recorded_at desc, model.model_id`,
  )

export const findModel =
  (modelId: string) =>
  (db: Db): Promise<ModelHead | undefined> =>
    db.find(headRow, sql`${heads} where model.model_id = ${modelId}`)

const bytesRow = z.object({ document: z.string(), evaluation: z.string().nullable() })

/** The bytes of a model and of its evaluation. */
export const findModelBytes = (modelId: string) => (db: Db) =>
  db.find(bytesRow, sql`select document, evaluation from ranking_model where model_id = ${modelId}`)

const stepRow = z.object({ state: stateSchema, by: z.string(), at: z.string(), reason: z.string() })
export type ModelStepRow = z.infer<typeof stepRow>

/** What became of a model, oldest first. */
export const listModelSteps =
  (modelId: string) =>
  (db: Db): Promise<readonly ModelStepRow[]> =>
    db.many(
      stepRow,
      sql`select state, coalesce(who.display_name, '') as by, recorded_at as at, reason
            from ranking_model_step left join account_label who using (account_id) where model_id = ${modelId} order by step`,
    )

const runRow = z.object({
  runId: z.string(),
  asOf: z.string(),
  snapshotSha256: z.string(),
  scoresSha256: z.string(),
  at: z.string(),
})
export type ModelRun = z.infer<typeof runRow>

/** Rankings that a model made, newest first. */
export const listModelRuns =
  (modelSha256: string) =>
  (db: Db): Promise<readonly ModelRun[]> =>
    db.many(
      runRow,
      sql`select run_id as "runId", as_of as "asOf", snapshot_sha256 as "snapshotSha256", scores_sha256 as "scoresSha256", recorded_at as at
            from ranking_run where model_sha256 = ${modelSha256} order by recorded_at desc, run_id`,
    )

const basisRow = z.object({ runId: z.string(), snapshotDir: z.string(), document: z.string() })

/** What a family's newest score was made from: the snapshot's folder and the model. */
export const findScoreBasis =
  (runId: string) =>
  (db: Db): Promise<z.infer<typeof basisRow> | undefined> =>
    db.find(
      basisRow,
      sql`select run_id as "runId", snapshot_dir as "snapshotDir", model::text as document from ranking_run where run_id = ${runId}`,
    )

/** The lowest score of each decile of a family's regency in a run, the poorest first, of all families there. */
export const findRegencyCuts =
  (runId: string, familyId: string) =>
  async (db: Db): Promise<readonly number[]> => {
    const rows = await db.many(
      z.object({ lowest: z.number() }),
      sql`select lowest from regency_cuts(${runId}, ${familyId}) order by decile`,
    )
    return rows.map(({ lowest }) => lowest)
  }
