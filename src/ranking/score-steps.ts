import type { Dialect, Step } from '../sql/index.ts'
import { calibrationJoin, calibrationStep, lineProbabilityPlace } from './line-probability.ts'
import { codedFamilySteps, featureColumn, featureList, roleExpression } from './feature-steps.ts'
import { meanOfTrees } from './explain.ts'
import type { Model, ModelArea } from './model.ts'
import { type QuestionGroup, questionGroups } from './question-group.ts'
import { cutSteps, placedSteps, rankSteps, sortedTables } from './rank-steps.ts'
import { balancedSum, treeTerms } from './trees/tree-terms.ts'

export type ScoreOptions = {
  /** Columns of the snapshot's family table. */
  readonly columns: readonly string[]
  readonly dialect: Dialect
  /** Whether `family_id` has the type UUID, as in a snapshot: then it orders equal scores itself. */
  readonly idIsUuid?: boolean
  /** What a decile holds a tenth of. DTSEN counts families. */
  readonly decileOf?: 'families' | 'persons'
  /** Says also what each question group adds, and how far the next decile is. A national run does without. */
  readonly details?: boolean
  /** The line of the probability, as log welfare; without it each area's own, that of the quota. */
  readonly line?: number
}

/**
 * From a snapshot to the table `scores`, one row a family in the order of regency and rank:
 *
 * - `family_id` as the snapshot has it, `regency_code` (the spec's regency, or its district);
 * - `score` (log welfare), `probability` of lying below the line, recalibrated;
 * - `rank_national`, `rank_regency`: 1 is the poorest; equal scores are ordered by the id or a hash of it (`rankSteps`);
 * - `decile_national`, `decile_regency`: 1 is the poorest tenth of families, or of persons;
 * - with `details`: `margin_national`, `margin_regency`, how far the score lies below the first of the next decile (NULL
 *   in the last), and `contribution_<group>`, how far a group's answers move the score from the mean of the district.
 *
 * Scores are whole hundred millionths on the way, so that every rank is of a total order and of integers: same snapshot,
 * same rows, with any number of threads.
 */
export function scoreSteps(model: Model, options: ScoreOptions): ScoreSteps {
  const ranking = { ...options, carried: contributionsOf(model, options) }
  return {
    coefficients: coefficientTable(model, options),
    score: [
      ...codedFamilySteps(model.spec, options.columns),
      codedStep(model, options),
      areasStep(model, options),
      partsStep(model, options),
      calibrationStep(model.calibration),
      placesStep(model, options),
      scoredStep(model, options),
    ],
    rank: rankSteps(ranking),
    publish: [...placedSteps(ranking), ...cutSteps, scoresStep(model, options)],
  }
}

/** Three pipelines, each over what those before it keep: `areas` and `scored`, then `by_regency`, then `scores`. */
export type ScoreSteps = {
  readonly coefficients: CoefficientTable
  /** From `coefficients` and `family`, and `person` where the spec has members. */
  readonly score: readonly Step[]
  readonly rank: readonly Step[]
  readonly publish: readonly Step[]
}

/** The step that `scoreSteps` ends with. */
export const scoresTable = 'scores'

/** Steps that must be kept as tables: several others read them, and count on the order of their rows. */
export const keptSteps = { score: ['areas', 'scored'], rank: sortedTables } as const

/** The columns of what each group adds, where they are asked for. */
function contributionsOf(model: Model, { details = false }: ScoreOptions): readonly string[] {
  return details ? groupsOf(model).map(contributionColumn) : []
}

function codedStep({ spec, features }: Model, { columns, decileOf }: ScoreOptions): Step {
  const id = columns.includes('family_id') ? 'family_id' : spec.id
  return {
    name: 'coded',
    uses: ['coded_family'],
    sql: `select
  ${roleExpression(id, columns)} as family_id,
  ${areaText(spec.district, columns)} as area_key,
${decileOf === 'persons' ? `  ${roleExpression(spec.persons, columns)} as persons,\n` : ''}${featureList(features)}
from coded_family`,
  }
}

function areaText(from: string, columns: readonly string[]): string {
  return `cast(${roleExpression(from, columns)} as varchar)`
}

/** What the table `coefficients` holds, column by column: a nation's 70,000 numbers would be slow to read in SQL. */
export type CoefficientTable = {
  readonly types: Readonly<Record<string, 'string' | 'double'>>
  readonly columns: readonly (readonly (string | number)[])[]
}

/** One row an area: its line, its coefficients `b0` … (the trees' means are in `b0`), and what each group adds for the mean family. */
function coefficientTable(model: Model, { line }: ScoreOptions): CoefficientTable {
  const groups = groupsOf(model)
  const trees = meanOfTrees(model)
  const areas: readonly (readonly [string, ModelArea])[] = [
    ['nation', model.national],
    ...Object.entries(model.provinces).map(([code, area]) => [`province ${code}`, area] as const),
    ...Object.entries(model.districts).map(([code, area]) => [`district ${code}`, area] as const),
  ]
  const ofAreas = (value: (area: ModelArea) => number) => areas.map(([, area]) => value(area))
  const numbers: readonly (readonly [string, readonly number[]])[] = [
    ['line', ofAreas((area) => line ?? area.line)],
    ...model.national.coefficients.map(
      (_, index) =>
        [
          `b${index}`,
          ofAreas(({ coefficients }) => (coefficients[index] ?? 0) + (index === 0 ? trees : 0)),
        ] as const,
    ),
    ...groups.map((group) => [meanColumn(group), ofAreas((area) => meanPart(model, area, group))] as const),
  ]
  return {
    types: { area: 'string', ...Object.fromEntries(numbers.map(([name]) => [name, 'double' as const])) },
    columns: [areas.map(([key]) => key), ...numbers.map(([, values]) => values)],
  }
}

/**
 * Each district that occurs, its regency numbered in the order of the codes, with the coefficients that apply there: one without
 * sample takes those of its province, or of the nation. A district lies in one province and one regency.
 */
function areasStep({ spec }: Model, { columns }: ScoreOptions): Step {
  const { district, province, regency } = spec
  const within = (from: string | undefined) => (from === undefined ? `''` : areaText(from, columns))
  return {
    name: 'areas',
    uses: ['family', 'coefficients'],
    sql: `select found.area_key, found.district, found.regency_code,
  cast(dense_rank() over (order by found.regency_code) as integer) as regency_id,
  applied.*
from (select area_key, coalesce(area_key, '') as district, coalesce(min(${regency === undefined ? 'area_key' : 'regency'}), '') as regency_code, min(province) as province from (
    select distinct ${areaText(district, columns)} as area_key, ${within(province)} as province, ${within(regency)} as regency
    from family) as place group by area_key) as found
left join (select area from coefficients) as own on own.area = 'district ' || found.district
left join (select area from coefficients) as above on above.area = 'province ' || found.province
join coefficients as applied on applied.area = coalesce(own.area, above.area, 'nation')`,
  }
}

/**
 * What the answers add to the score, with the mean in place of an unknown one: for each group where contributions are asked
 * for, else in one sum. Only of families with an unknown answer is a second sum computed, of the groups that it is in.
 */
function partsStep(model: Model, { details = false }: ScoreOptions): Step {
  const forks = treeTerms(model.trees, {
    valueOf: (feature) =>
      `coalesce(${featureColumn(feature)}, ${number(model.features[feature]?.mean ?? 0)})`,
    number,
  })
  const parts = groupsOf(model).map((group) => {
    const own = model.features.flatMap((feature, index) =>
      feature.group === group ? [{ ...feature, index }] : [],
    )
    const known = own.map(({ index }) => `b${index + 1} * ${featureColumn(index)}`).join(' + ')
    const meant = own.map(
      ({ index, mean }) => `b${index + 1} * coalesce(${featureColumn(index)}, ${number(mean)})`,
    )
    const added = forks.filter(({ feature }) => model.features[feature]?.group === group)
    const tree = added.length === 0 ? '' : ` + ${balancedSum(added.map(({ sql }) => sql))}`
    return { group, known: `${known}${tree}`, whole: `coalesce(${known}, ${meant.join(' + ')})${tree}` }
  })
  const sumOf = (terms: readonly string[]) => terms.map((term) => `(${term})`).join(' + ')
  const columns = details
    ? parts.map(({ group, whole }) => `${whole} as ${partColumn(group)}`)
    : [
        `coalesce(${sumOf(parts.map(({ known }) => known))}, ${sumOf(parts.map(({ whole }) => whole))}) as ${wholePart}`,
      ]
  const carried = ['regency_id', 'line', 'b0', ...(details ? groupsOf(model).map(meanColumn) : [])]
  return {
    name: 'parts',
    uses: ['coded', 'areas'],
    sql: `select coded.* exclude (area_key, ${model.features.map((_, index) => featureColumn(index)).join(', ')}),
  ${[...carried, ...columns].join(',\n  ')}
from coded join areas on areas.area_key is not distinct from coded.area_key`,
  }
}

/** Each family's score, and its place on the map of probabilities. */
function placesStep(model: Model, { decileOf, details = false }: ScoreOptions): Step {
  const { calibration, sigma } = model
  const place = lineProbabilityPlace(calibration, { sigma, line: 'line', score: 'score_e8', unit: 1e-8 })
  const groups = groupsOf(model)
  const contributions = groups.map(
    (group) =>
      `cast(round(1e8 * (${partColumn(group)} - ${meanColumn(group)})) as bigint) as ${contributionColumn(group)}`,
  )
  const columns = [
    'family_id',
    'regency_id',
    ...(decileOf === 'persons' ? ['persons'] : []),
    'line',
    `cast(round(1e8 * (b0 + (${details ? groups.map(partColumn).join(' + ') : wholePart}))) as bigint) as score_e8`,
    ...(details ? contributions : []),
  ]
  return {
    name: 'places',
    uses: ['parts'],
    sql: `select * exclude (line), ${place} as place from (
  select ${columns.join(',\n    ')}
  from parts) as summed`,
  }
}

/** What ranks are made of: whole numbers only. */
function scoredStep(model: Model, options: ScoreOptions): Step {
  const columns = [
    'family_id',
    'regency_id',
    ...(options.decileOf === 'persons' ? ['persons'] : []),
    'score_e8',
    'cast(round(1e6 * (base + place * rise)) as integer) as probability_e6',
    ...contributionsOf(model, options),
  ]
  return {
    name: 'scored',
    uses: ['places', 'calibration'],
    sql: `select ${columns.join(', ')}\nfrom places ${calibrationJoin}`,
  }
}

function scoresStep(model: Model, options: ScoreOptions): Step {
  const contributions = contributionsOf(model, options)
  const columns = [
    'family_id',
    'regency_code',
    'score_e8 / 1e8 as score',
    'probability_e6 / 1e6 as probability',
    'rank_national',
    'rank_regency',
    'decile_national',
    'decile_regency',
  ]
  if (options.details !== true)
    return { name: scoresTable, uses: ['placed'], sql: `select ${columns.join(',\n  ')}\nfrom placed` }
  const told = [
    '(next_national - score_e8) / 1e8 as margin_national',
    '(next_regency - score_e8) / 1e8 as margin_regency',
    ...contributions.map((name) => `${name} / 1e8 as ${name}`),
  ]
  return {
    name: scoresTable,
    uses: ['placed', 'national_cuts', 'regency_cuts'],
    sql: `select ${[...columns, ...told].join(',\n  ')}
from placed join national_cuts using (decile_national) join regency_cuts using (regency_code, decile_regency)
order by regency_code, rank_regency`,
  }
}

function groupsOf({ features }: Model): readonly QuestionGroup[] {
  return questionGroups.filter((group) => features.some((feature) => feature.group === group))
}

function meanPart({ features }: Model, { coefficients, means }: ModelArea, group: QuestionGroup): number {
  return features.reduce(
    (sum, feature, index) =>
      feature.group === group ? sum + (coefficients[index + 1] ?? 0) * (means[index] ?? 0) : sum,
    0,
  )
}

const meanColumn = (group: QuestionGroup) => `mean_${group}`
const partColumn = (group: QuestionGroup) => `part_${group}`
const wholePart = 'part_whole'
const contributionColumn = (group: QuestionGroup) => `contribution_${group}`

/** A double that reads back as itself: without the exponent it would be taken for a decimal. */
function number(value: number): string {
  return value.toExponential()
}
