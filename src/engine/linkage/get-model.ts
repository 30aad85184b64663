import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Issue } from '../../kernel/index.ts'
import { type LinkagePlan, type Model, type Sides, parseModel } from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { makeFrequencies, readFrequencies } from './frequencies.ts'
import { linkageIssue } from './issues.ts'
import { learnModel } from './learn.ts'
import type { CountedRule } from './plan-rules.ts'

export type ModelRequest = {
  readonly plan: LinkagePlan
  readonly sides: Sides
  readonly records: number
  readonly rules: readonly CountedRule[]
  /** The table of their pairs (`pairStep`). */
  readonly pairs: string
  /** Results of an earlier run whose model is to be used. */
  readonly earlier: string | undefined
  /** Where this run keeps its own until it is finished. */
  readonly work: string
}

export type GotModel =
  | { readonly kind: 'model'; readonly model: Model; readonly folder: string }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** The model of an earlier run, that of this run before it was killed, or a new one; and the tables of frequencies. */
export async function getModel(db: TableEngine, request: ModelRequest): Promise<GotModel> {
  const { plan, earlier, work } = request
  const folder = earlier === undefined ? work : join(earlier, 'model')
  const file = join(folder, 'model.json')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known === undefined)
    return earlier === undefined ? await newModel(db, request) : modelIssue(file, 'tidak ada', 'is missing')
  const model = parseModel(known)
  if (model === undefined) return modelIssue(file, 'bukan model pemadanan', 'is no model of linkage')
  if (!fits(model, plan))
    return modelIssue(file, 'dibuat untuk perbandingan lain', 'was made for other comparisons')
  await readFrequencies(db, plan, model, folder)
  return { kind: 'model', model, folder }
}

async function newModel(db: TableEngine, request: ModelRequest): Promise<GotModel> {
  const { plan, work } = request
  const model = await learnModel(db, request)
  await mkdir(work, { recursive: true })
  await makeFrequencies(db, plan, model, work)
  await writeFile(join(work, 'model.json'), `${JSON.stringify(model, null, 2)}\n`)
  return { kind: 'model', model, folder: work }
}

/** Puts the model beside the results. */
export async function keepModel(folder: string, out: string): Promise<void> {
  const kept = join(out, 'model')
  if (folder === kept) return
  await cp(folder, kept, { recursive: true, filter: (path) => !path.includes('chunk-') })
}

function fits(model: Model, { comparisons }: LinkagePlan): boolean {
  return (
    model.comparisons.length === comparisons.length &&
    comparisons.every(({ column, levels }, index) => {
      const known = model.comparisons[index]
      return known?.column === column && known.levels.join() === levels.join()
    })
  )
}

function modelIssue(file: string, id: string, en: string): GotModel {
  const issue = linkageIssue(
    'model_unfit',
    { file },
    { id, en },
    {
      id: 'Model {id}. Pakai hasil run dengan pengaturan yang sama, atau latih model baru.',
      en: 'The model {en}. Use the results of a run with the same settings, or train a new model.',
    },
  )
  return { kind: 'refused', issues: [issue] }
}
