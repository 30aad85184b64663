import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { featureColumn, parseSpec, surveyOf, trainingOf } from '../../src/ranking/index.ts'

const corpus = process.env['MUTAKHIR_CORPUS'] ?? join(import.meta.dirname, '../../../shared/data')

/** Said after the name of a suite where the data are not there. */
export const malawiAbsent = existsSync(corpus) ? '' : ` (skipped: no ${corpus}; set MUTAKHIR_CORPUS)`

const numbers = z.array(z.number())
const spent = z.object({
  transfer: z.number().optional(),
  FGT0: z.number(),
  FGT1: z.number(),
  FGT2: z.number(),
})
const goldenSchema = z.object({
  names: z.array(z.string()),
  ols: numbers,
  svy_se_strata_psu: numbers,
  svy_se_psu: numbers,
  ols_se: numbers,
  vif: numbers,
  step_bic: numbers,
  step_p05: numbers,
  lasso: z.object({ lambda: numbers, a0: numbers, beta: z.array(numbers) }),
  lmer_district: z.object({
    sigma_u: z.number(),
    sigma_e: z.number(),
    blup: z.record(z.string(), z.number()),
  }),
  r2: z.number(),
  r2_adj: z.number(),
  poverty: z.object({
    z: z.number(),
    fgt0: z.number(),
    fgt1: z.number(),
    fgt2: z.number(),
    gini: z.number(),
    mean: z.number(),
    median: z.number(),
  }),
  budget: z.object({
    z20: z.number(),
    gap: z.number(),
    base: spent,
    uniform: spent,
    pmt20: spent,
    perfect20: spent,
  }),
  ridge30_standardised: z.object({ center: numbers, scale: numbers, coef: numbers }),
  targeting_insample_ols: z.object({
    err20: z.number(),
    err40: z.number(),
    auc20: z.number(),
    auc40: z.number(),
    spearman: z.number(),
    coverage_by_decile: numbers,
    incidence_by_decile: numbers,
    cgh_bottom40: z.number(),
    concentration_coef: z.number(),
    undercoverage20: z.number(),
    leakage20: z.number(),
  }),
})

let known: ReturnType<typeof readMalawi> | undefined
/** Malawi IHS2 2004/05 and the values of `golden_malawi.json`, which were computed in R 4.2.2. */
export const malawi = () => (known ??= readMalawi())

async function readMalawi() {
  const golden = goldenSchema.parse(
    JSON.parse(await readFile(join(corpus, 'survey/golden_malawi.json'), 'utf8')),
  )
  const [design, strata] = [await readCsv('design_malawi.csv'), await readCsv('malawi_strata.csv')]
  const parsed = parseSpec({
    name: 'malawi',
    id: 'id',
    outcome: 'y',
    weights: { hh: 'hh_wgt', person: 'pop_wgt' },
    psu: 'psu',
    strata: 'strata',
    district: 'district',
    features: golden.names.map((sql, j) => ({
      name: featureColumn(j),
      sql,
      group: 'other',
      label: { id: sql, en: sql },
    })),
  })
  if (parsed.kind === 'refused' || parsed.spec.features === 'all other columns')
    throw new Error('the spec is refused')
  const stratumOf = new Map(strata('id').map((id, row) => [id, strata('strata')[row]!]))
  const columnOf: Readonly<Record<string, readonly string[]>> = {
    outcome: design('y'),
    household_weight: design('hh_wgt'),
    person_weight: design('pop_wgt'),
    psu: design('psu'),
    stratum: design('id').map((id) => stratumOf.get(id)!),
    district: design('district'),
    fold: design('fold_psu'),
    province: design('id').map(() => ''),
    ...Object.fromEntries(golden.names.map((name, j) => [featureColumn(j), design(name)])),
  }
  const texts = (name: string) => columnOf[name]!
  const columns = {
    rowCount: design('id').length,
    texts,
    numbers: (name: string) => Float64Array.from(texts(name), Number),
  }
  return { golden, training: trainingOf(surveyOf(columns, parsed.spec, parsed.spec.features)) }
}

/** Plain comma-separated values, as these two files are. */
async function readCsv(name: string): Promise<(column: string) => readonly string[]> {
  const text = await readFile(join(corpus, 'survey', name), 'utf8')
  const [heading, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return (column) => {
    const index = heading!.indexOf(column)
    if (index < 0) throw new Error(`${name} has no column ${column}`)
    return rows.map((row) => row[index]!)
  }
}

export function greatestDistance(actual: readonly number[], expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length)
  return Math.max(...expected.map((value, index) => Math.abs(actual[index]! - value)))
}

export function relativeDistance(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length)
  return Math.max(
    ...expected.map((value, index) =>
      value === 0 ? Math.abs(actual[index]!) : Math.abs(actual[index]! / value - 1),
    ),
  )
}
