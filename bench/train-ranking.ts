import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openTools } from '../src/engine/ranking/tools.ts'
import { trainingOf } from '../src/ranking/index.ts'
import { choosePenalties } from '../src/ranking/choose-penalties.ts'
import { squaredError } from '../src/ranking/least-squares.ts'
import { stepwise } from '../src/ranking/selection/stepwise.ts'
import { fitShrunk } from '../src/ranking/shrunk-model.ts'
import type { Training } from '../src/ranking/training.ts'
import { generatedNation } from './generated-nation.ts'

/**
 * Training at the size of Susenas: Gram matrices of districts and folds, the shrunk model with its penalties by
 * cross-validation, and forward selection by BIC in every district with ten-fold cross-validation.
 *
 *     node bench/train-ranking.ts [--households 300000] [--features 120] [--districts 514] [--threads 1] [--peers DIR]
 *
 * `--peers DIR` writes the data of twelve districts as CSV; `Rscript bench/train-ranking.R DIR` then does the same
 * selections with R's `step()` and with `leaps` (Debian: r-base-core, r-cran-leaps), and compares the variables chosen.
 *
 * Measured on two shared cores (2026-11, medians of four runs, CPU seconds): standardise 0.6, Gram matrices 1.0, penalties
 * 5.8, shrunk model 0.3, 5,654 selections 3.7, together 11.4; peak 1.1 GB. A selection of ours 0.65 ms (0.83 ms with its share
 * of the Gram matrices), of leaps 7.5 ms, of step() 833 ms (R 4.2.2, twelve districts).
 *
 * `mutakhir ranking train` on such a survey (Parquet, ten folds, 35 provinces, `"trees": "never"`) does the same for all five
 * poverty weightings, with left-out scores, covariance and validation: 158 CPU seconds, 2.5 GB (one run, 2026-11, load 5;
 * wall: read 28 s, Gram matrices 7 s, fit 240 s).
 */
const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '300000' },
    features: { type: 'string', default: '120' },
    districts: { type: 'string', default: '514' },
    threads: { type: 'string', default: '1' },
    peers: { type: 'string' },
  },
})
const folds = 10
const everyFold = Array.from({ length: folds }, (_, fold) => fold)
const survey = generatedNation(
  Number(values.households),
  Number(values.districts),
  Number(values.features),
  folds,
)
await using tools = openTools(Number(values.threads))

const training = timed('standardise', () => trainingOf(survey, tools))
const grams = timed('Gram matrices', () => training.grams(0))
const penalties = timed('penalties by cross-validation', () => choosePenalties(training, 0, training.folds))
timed('shrunk model', () => fitShrunk(training, grams, training.folds, penalties))
const selected = timed('stepwise with cross-validation', () => selections(training))
console.log(
  JSON.stringify({
    penalties,
    ...selected,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
)
if (values.peers !== undefined) writePeers(values.peers, training)

/** One selection a district and fold, and one a district on all folds; R2 on the folds that were left out. */
function selections({ survey: { district, outcome }, grams: gramsAt }: Training) {
  const { size, district: gramOf } = gramsAt(0)
  let [count, chosen, error] = [0, 0, 0]
  for (let code = 0; code < district.names.length; code++) {
    for (const held of [undefined, ...everyFold]) {
      const rest = everyFold.filter((fold) => fold !== held)
      const gram = gramOf(code, rest)
      const coefficients = stepwise(gram, size, bic(size, gram[0] ?? 0))
      count++
      if (held !== undefined) error += squaredError(gramOf(code, [held]), size, coefficients)
      else chosen += coefficients.filter((value) => value !== 0).length - 1
    }
  }
  const mean = outcome.reduce((sum, y) => sum + y, 0) / outcome.length
  const total = outcome.reduce((sum, y) => sum + (y - mean) ** 2, 0)
  return { selections: count, meanChosen: chosen / district.names.length, r2: 1 - error / total }
}

function bic(size: number, households: number) {
  const questions = Int32Array.from({ length: size - 2 }, (_, j) => j)
  return { criterion: { kind: 'bic' }, direction: 'forward', questions, households } as const
}

/** The rows of twelve districts, and what was chosen there: the weights are left out, as R's leaps has none in its path. */
function writePeers(
  folder: string,
  { survey: { district, outcome, features, values: columns } }: Training,
): void {
  mkdirSync(folder, { recursive: true })
  for (let place = 0; place < 12; place++) {
    const code = Math.floor((place * district.names.length) / 12)
    const rows = Int32Array.from(outcome.keys()).filter((row) => district.codes[row] === code)
    const lines = Array.from(rows, (row) => [outcome[row], ...columns.map((column) => column[row])].join(','))
    const heading = ['y', ...features.map(({ name }) => name)].join(',')
    writeFileSync(
      join(folder, `district-${String(place).padStart(2, '0')}.csv`),
      [heading, ...lines].join('\n'),
    )
  }
}

/** CPU seconds (all threads) and wall seconds of one phase, on one line. */
function timed<T>(phase: string, task: () => T): T {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  const result = task()
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `${phase.padEnd(34)} ${((user + system) / 1e6).toFixed(2)} CPU s ${((performance.now() - wall) / 1000).toFixed(2)} s`,
  )
  return result
}
