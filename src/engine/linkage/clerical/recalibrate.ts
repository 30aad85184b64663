import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Calibration, calibrate, parseModel, shiftModel } from '../../../linkage/index.ts'
import { quoteText } from '../../../sql/index.ts'
import { openDuckDb } from '../../duckdb/index.ts'
import { linkageIssue } from '../issues.ts'
import type { LinkageRefused } from '../request.ts'
import { openSample } from './open-sample.ts'

export type RecalibrateRequest = {
  /** `clusters.parquet` or `links.parquet` of the run whose model is to learn. */
  readonly clusters: string
  /** The file of `drawSample`, its column `match` filled with 1 or 0. */
  readonly sample: string
  /** Gets `model/`, to be named by `--model`. */
  readonly out: string
}

export type Recalibrated = Calibration & { readonly kind: 'recalibrated' }

/** Moves the prior of a run's model to where judged pairs say, and writes the model to a folder of its own. */
export async function recalibrate({
  clusters,
  sample,
  out,
}: RecalibrateRequest): Promise<Recalibrated | LinkageRefused> {
  await using db = await openDuckDb()
  const opened = await openSample(db, sample)
  if ('issue' in opened) return { kind: 'refused', issues: [opened.issue] }
  const folder = dirname(clusters)
  const { rowCount, numbers } = await db.readColumns(`
    select p.weight, try_cast(trim(s.match) as integer) as judged
    from read_parquet(${quoteText(join(folder, 'pairs.parquet'))}) p
    join ${opened.scan} s on s.left_id = p.left_id and s.right_id = p.right_id
    where try_cast(trim(s.match) as integer) in (0, 1)`)
  if (rowCount === 0) return { kind: 'refused', issues: [nothingJudged(sample)] }
  const calibration = calibrate(
    Array.from({ length: rowCount }, (_, row) => ({
      weight: numbers('weight')[row] ?? 0,
      same: numbers('judged')[row] === 1,
    })),
  )
  const shifted = await shiftModelFolder({ from: folder, to: out, shift: calibration.shift })
  return shifted ? { kind: 'recalibrated', ...calibration } : { kind: 'refused', issues: [noModel(folder)] }
}

/** Writes the model of the results `from` to the folder `to`, every weight moved by `shift`; false where there is none. */
export async function shiftModelFolder({
  from,
  to,
  shift,
}: {
  readonly from: string
  readonly to: string
  readonly shift: number
}): Promise<boolean> {
  const model = parseModel(await readFile(join(from, 'model/model.json'), 'utf8').catch(() => ''))
  if (model === undefined) return false
  await mkdir(to, { recursive: true })
  await cp(join(from, 'model'), join(to, 'model'), { recursive: true })
  await writeFile(join(to, 'model/model.json'), `${JSON.stringify(shiftModel(model, shift), null, 2)}\n`)
  return true
}

function nothingJudged(file: string) {
  return linkageIssue(
    'nothing_judged',
    { file, column: 'match' },
    {},
    {
      id: 'Tidak ada baris yang kolom match-nya berisi 1 atau 0 dan pasangannya ada dalam hasil ini.',
      en: 'No row has 1 or 0 in its column match and a pair that is in these results.',
    },
  )
}

function noModel(file: string) {
  return linkageIssue(
    'model_unfit',
    { file },
    {},
    { id: 'Di folder ini tidak ada model.', en: 'There is no model in this folder.' },
  )
}
