import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenRegistry, type SnapshotManifest, rankSnapshot, submitModel } from '../../cycle/index.ts'
import { codeVersion, evaluateModels, trainModel } from '../../engine/index.ts'
import type { AccountId, AreaId } from '../../kernel/index.ts'
import { renderEvaluation } from '../../ranking/index.ts'
import { recordModelStep, recordStep } from '../../store/index.ts'
import type { Survey } from '../survey.ts'
import { getAccount } from './accounts.ts'
import { writeSurvey } from './source-files.ts'

export type DemoRanking = {
  readonly areaId: AreaId
  readonly ids: () => string
  readonly accounts: ReadonlyMap<string, AccountId>
  readonly cycle: string
  readonly survey: Survey
  readonly snapshotDir: string
  readonly manifest: SnapshotManifest
}

const specFile = join(import.meta.dirname, '../../../examples/ranking/dtsen.json')

/**
 * Trains the model on the survey, compares it with three others, lets the statistician propose it and the data manager
 * approve it and put it into force, and ranks the regency by it.
 */
export async function rankByModel(registry: OpenRegistry, ranking: DemoRanking) {
  const { areaId, ids, cycle, survey, snapshotDir, manifest } = ranking
  const data = join(registry.folder, 'surveys', `survei-${cycle}`)
  await writeSurvey(survey, data)
  const { model, document, report } = await trained(data)
  await approve(registry, ranking, document, await judged(data))
  const { households, psus, districts, features, sigma } = report
  const runId = ids()
  return await registry.store.asOwner(async (db) => {
    const ranked = await rankSnapshot({
      runId,
      areaId,
      snapshotDir,
      manifest,
      model,
      report: { households, psus, districts, features, sigma },
      scoresFile: join(registry.folder, 'snapshots', `${cycle}-scores.parquet`),
    })(db)
    await recordStep(areaId, cycle, 'rank', ranked.scored, { survey: households })(db)
    return { ...ranked, runId }
  })
}

async function trained(data: string) {
  const done = await trainModel({ data, spec: await readSpec(), codeVersion })
  if (done.kind === 'refused') throw refusal(done.issues)
  return done
}

/** Four models and fewer replicates than the workbench takes: the demo is not to make anybody wait. */
async function judged(data: string): Promise<string> {
  const done = await evaluateModels({
    data,
    spec: await readSpec(),
    models: ['official', 'official-short', 'ols', 'stepwise'],
    replicates: 50,
  })
  if (done.kind === 'refused') throw refusal(done.issues)
  const { kind: _, seconds: __, ...report } = done
  return renderEvaluation(report)
}

async function approve(
  { store, keys }: OpenRegistry,
  { areaId, ids, accounts }: DemoRanking,
  document: string,
  evaluation: string,
): Promise<void> {
  const [statistician, manager] = [getAccount(accounts, 'statistik'), getAccount(accounts, 'data')]
  const modelId = ids()
  await store.asOwner(async (db) => {
    const key = keys.signing.lists[0]
    await submitModel({ modelId, areaId, document, evaluation, proposedBy: statistician, key })(db)
    for (const [state, reason] of [
      ['approved', 'Galat dan kalibrasi sudah diperiksa.'],
      ['in_force', 'Berlaku untuk triwulan ini.'],
    ] as const) {
      await recordModelStep({ modelId, state, accountId: manager, reason })(db)
      db.audit({ action: `model.${state}`, subject: modelId, areaId, detail: reason })
    }
  })
}

async function readSpec(): Promise<unknown> {
  return JSON.parse(await readFile(specFile, 'utf8'))
}

function refusal(issues: readonly { readonly message: { readonly en: string } }[]): Error {
  return new Error(`the demo's survey was refused: ${issues.map(({ message }) => message.en).join('; ')}`)
}
