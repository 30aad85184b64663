import { type Dialect, type Step, quoteText } from '../sql/index.ts'
import { codedFamilySteps, featureColumn, featureList, roleExpression } from './feature-steps.ts'
import type { Model, ModelArea } from './model.ts'
import { normalBelowSql } from './normal.ts'
import { type QuestionGroup, questionGroups } from './question-group.ts'

export type ScoreOptions = {
  /** Columns of the snapshot's family table. */
  readonly columns: readonly string[]
  readonly dialect: Dialect
  /** What a decile holds a tenth of. DTSEN counts families. */
  readonly decileOf?: 'families' | 'persons'
}

/**
 * From a snapshot to the table `scores`, one row a family in the order of its id:
 *
 * - `family_id`, `regency_code` (the spec's regency, or its district);
 * - `score` (log welfare), `probability` of lying below the area's line;
 * - `rank_national`, `rank_regency`: 1 is the poorest; equal scores are ordered by a hash of the id;
 * - `decile_national`, `decile_regency`: 1 is the poorest tenth of families, or of persons;
 * - `margin_national`, `margin_regency`: how far the score lies below the first of the next decile, NULL in the last;
 * - `contribution_<group>`: how far the answers of a question group move the score from the mean of the regency.
 *
 * Scores are rounded to 8 decimals and probabilities to 6, and every rank is of a total order: same snapshot, same rows.
 */
export function scoreSteps(model: Model, options: ScoreOptions): ScoreSteps {
  return {
    score: [
      ...codedFamilySteps(model.spec),
      codedStep(model, options),
      coefficientsStep(model),
      areasStep(model, options.columns),
      partsStep(model),
      scoredStep(model),
    ],
    rank: [rankedStep(options), sizesStep(), decilesStep(options)],
    publish: [cutsStep('national'), cutsStep('regency'), scoresStep(model)],
  }
}

/** Three pipelines, each over what the one before it keeps: `scored`, then `deciles`, then `scores`. */
export type ScoreSteps = {
  /** From `family`, and `person` where the spec has members. The step `coefficients` is worth keeping. */
  readonly score: readonly Step[]
  readonly rank: readonly Step[]
  readonly publish: readonly Step[]
}

/** The step that `scoreSteps` ends with. */
export const scoresTable = 'scores'

function codedStep({ spec, features }: Model, { columns, decileOf }: ScoreOptions): Step {
  const id = columns.includes('family_id') ? 'family_id' : spec.id
  return {
    name: 'coded',
    uses: ['coded_family'],
    sql: `select
  cast(${roleExpression(id, columns)} as varchar) as family_id,
  ${areaColumns(spec, columns)},
  ${areaText(spec.regency ?? spec.district, columns)} as regency_code,
  ${decileOf === 'persons' ? roleExpression(spec.persons, columns) : '1'} as persons,
${featureList(features)}
from coded_family`,
  }
}

function areaColumns({ district, province }: Model['spec'], columns: readonly string[]): string {
  const above = province === undefined ? `''` : areaText(province, columns)
  return `${areaText(district, columns)} as district, ${above} as province`
}

function areaText(from: string, columns: readonly string[]): string {
  return `coalesce(cast(${roleExpression(from, columns)} as varchar), '')`
}

/** One row an area: its line, its coefficients `b0` …, and what each group adds for the mean family. */
function coefficientsStep(model: Model): Step {
  const groups = groupsOf(model)
  const row = (key: string, area: ModelArea) =>
    `(${[quoteText(key), ...[area.line, ...area.coefficients, ...groups.map((group) => meanPart(model, area, group))].map(number)].join(', ')})`
  const rows = [
    row('nation', model.national),
    ...Object.entries(model.provinces).map(([code, area]) => row(provinceKey(code), area)),
    ...Object.entries(model.districts).map(([code, area]) => row(districtKey(code), area)),
  ]
  const names = [
    'area',
    'line',
    ...model.national.coefficients.map((_, index) => `b${index}`),
    ...groups.map(meanColumn),
  ]
  return {
    name: 'coefficients',
    uses: [],
    sql: `select * from (values\n${rows.join(',\n')}\n) as areas(${names.join(', ')})`,
  }
}

/** An area without sample takes the coefficients of its province, or of the nation. */
function areasStep({ spec }: Model, columns: readonly string[]): Step {
  return {
    name: 'areas',
    uses: ['family', 'coefficients'],
    sql: `select distinct district, province, coalesce(own.area, above.area, 'nation') as area
from (select distinct ${areaColumns(spec, columns)} from family) as found
left join coefficients as own on own.area = 'district ' || district
left join coefficients as above on above.area = 'province ' || province`,
  }
}

/** What each group's answers add to the score. An unknown answer counts as the national mean. */
function partsStep(model: Model): Step {
  const parts = groupsOf(model).map((group) => {
    const terms = model.features.flatMap(({ group: own, mean }, index) =>
      own === group ? [`b${index + 1} * coalesce(${featureColumn(index)}, ${number(mean)})`] : [],
    )
    return `  ${terms.join(' + ')} as ${partColumn(group)}`
  })
  const carried = ['family_id', 'regency_code', 'persons', 'line', 'b0', ...groupsOf(model).map(meanColumn)]
  return {
    name: 'parts',
    uses: ['coded', 'areas', 'coefficients'],
    sql: `select ${carried.join(', ')},
${parts.join(',\n')}
from coded join areas using (district, province) join coefficients using (area)`,
  }
}

function scoredStep(model: Model): Step {
  const groups = groupsOf(model)
  const contributions = groups.map(
    (group) => `  round(${partColumn(group)} - ${meanColumn(group)}, 8) as ${contributionColumn(group)}`,
  )
  return {
    name: 'scored',
    uses: ['parts'],
    sql: `select family_id, regency_code, persons, line,
  round(b0 + ${groups.map(partColumn).join(' + ')}, 8) as score,
${contributions.join(',\n')}
from parts`,
  }
}

function rankedStep({ dialect }: ScoreOptions): Step {
  return {
    name: 'ranked',
    uses: ['scored'],
    sql: `select *,
  row_number() over (order by score, tie, family_id) as rank_national,
  row_number() over (partition by regency_code order by score, tie, family_id) as rank_regency
from (select *, ${dialect.hash('family_id')} as tie from scored) as tied`,
  }
}

function sizesStep(): Step {
  return {
    name: 'regency_sizes',
    uses: ['scored'],
    sql: 'select regency_code, count(*) as families, sum(persons) as persons_there from scored group by regency_code',
  }
}

/** A family lies in decile k when it, or the last of its persons, lies within the first k tenths. */
function decilesStep({ decileOf = 'families' }: ScoreOptions): Step {
  const whole = decileOf === 'families' ? 'families' : 'persons_there'
  const place = (rank: string, partition: string) =>
    decileOf === 'families'
      ? rank
      : `sum(persons) over (${partition} order by ${rank} rows unbounded preceding)`
  const decile = (at: string, of: string) => `cast(ceil(cast(10 * ${at} as double) / ${of}) as integer)`
  return {
    name: 'deciles',
    uses: ['ranked', 'regency_sizes'],
    sql: `select ranked.*,
  ${decile(place('rank_national', ''), 'nation.size')} as decile_national,
  ${decile(place('rank_regency', 'partition by regency_code'), whole)} as decile_regency
from ranked join regency_sizes using (regency_code)
cross join (select sum(${whole}) as size from regency_sizes) as nation`,
  }
}

/** For each decile the lowest score of the one after it. */
function cutsStep(scope: 'national' | 'regency'): Step {
  const within = scope === 'regency' ? 'regency_code, ' : ''
  const partition = scope === 'regency' ? 'partition by regency_code ' : ''
  return {
    name: `${scope}_cuts`,
    uses: ['deciles'],
    sql: `select ${within}decile_${scope}, lead(min(score)) over (${partition}order by decile_${scope}) as next_${scope}
from deciles group by ${within}decile_${scope}`,
  }
}

function scoresStep(model: Model): Step {
  const probability = normalBelowSql(`((line - score) / ${number(model.sigma)})`)
  return {
    name: scoresTable,
    uses: ['deciles', 'national_cuts', 'regency_cuts'],
    sql: `select family_id, regency_code, score, round(${probability}, 6) as probability,
  rank_national, rank_regency, decile_national, decile_regency,
  round(next_national - score, 8) as margin_national,
  round(next_regency - score, 8) as margin_regency,
  ${groupsOf(model).map(contributionColumn).join(', ')}
from deciles
join national_cuts using (decile_national)
join regency_cuts using (regency_code, decile_regency)
order by family_id`,
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

const districtKey = (code: string) => `district ${code}`
const provinceKey = (code: string) => `province ${code}`
const meanColumn = (group: QuestionGroup) => `mean_${group}`
const partColumn = (group: QuestionGroup) => `part_${group}`
const contributionColumn = (group: QuestionGroup) => `contribution_${group}`

/** A double that reads back as itself: without the exponent it would be taken for a decimal. */
function number(value: number): string {
  return value.toExponential()
}
