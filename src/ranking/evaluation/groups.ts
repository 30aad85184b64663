import { type Grouping, groupingOf, rowsByCell } from '../grouping.ts'
import type { Survey } from '../survey.ts'
import { type Design, designOf, ratioError } from './design-error.ts'

/** How a quota treats one group of households. Shares are of persons. */
export type GroupErrors = {
  /** What tells the groups apart: `household_size`, `district`, or a group of the spec. */
  readonly by: string
  readonly group: string
  readonly households: number
  /** Of all persons. */
  readonly share: number
  /** Of the group: truly within the quota, and selected. */
  readonly poor: number
  readonly selected: number
  /** Of the group's truly poor: not selected; and its standard error under the design. Null without poor. */
  readonly exclusion: number | null
  readonly exclusionSe: number | null
  /** Of the group's selected: not truly poor. Null when none is selected. */
  readonly inclusion: number | null
}

/** Groups by household size, district, and the spec's own. */
export function groupingsOf(survey: Survey): readonly { readonly by: string; readonly grouping: Grouping }[] {
  return [
    { by: 'household_size', grouping: householdSizes(survey) },
    ...survey.groups.map(({ name, grouping }) => ({ by: name, grouping })),
    ...(survey.district.names.length > 1 ? [{ by: 'district', grouping: survey.district }] : []),
  ]
}

/** The number of persons that the two weights say a household has. */
export function householdSize({ householdWeight, personWeight }: Survey): Float64Array {
  return personWeight.map((persons, row) => persons / (householdWeight[row] ?? 1))
}

function householdSizes(survey: Survey): Grouping {
  return groupingOf(
    Array.from(householdSize(survey), (size) =>
      size < 2.5 ? '1-2' : size < 4.5 ? '3-4' : size < 6.5 ? '5-6' : '7+',
    ),
  )
}

/** `truth` and `ranks` are mid-rank shares of outcome and score among persons. */
export function groupErrors(
  survey: Survey,
  truth: Float64Array,
  ranks: Float64Array,
  share: number,
): readonly GroupErrors[] {
  const design = designOf(survey)
  const weight = survey.personWeight
  const all = weight.reduce((sum, w) => sum + w, 0)
  const within = (values: Float64Array) => (row: number) => ((values[row] ?? 1) <= share ? 1 : 0)
  const verdicts = { weight, poor: within(truth), selected: within(ranks) }
  return groupingsOf(survey).flatMap(({ by, grouping }) =>
    rowsByCell(grouping.codes, grouping.names.length).map((rows, code) => ({
      by,
      group: grouping.names[code] ?? '',
      ...errorsAmong(design, rows, verdicts, all),
    })),
  )
}

type Verdicts = {
  readonly weight: Float64Array
  readonly poor: (row: number) => number
  readonly selected: (row: number) => number
}

function errorsAmong(
  design: Design,
  rows: Int32Array,
  { weight, poor, selected }: Verdicts,
  all: number,
): Omit<GroupErrors, 'by' | 'group'> {
  const total = (valueOf: (row: number) => number) =>
    rows.reduce((sum, row) => sum + (weight[row] ?? 0) * valueOf(row), 0)
  const missed = (row: number) => poor(row) * (1 - selected(row))
  const [persons, poorThere, chosen] = [total(() => 1), total(poor), total(selected)]
  return {
    households: rows.length,
    share: persons / all,
    poor: poorThere / persons,
    selected: chosen / persons,
    exclusion: poorThere === 0 ? null : total(missed) / poorThere,
    exclusionSe: poorThere === 0 ? null : ratioError(design, { rows, weight, part: missed, whole: poor }),
    inclusion: chosen === 0 ? null : total((row) => selected(row) * (1 - poor(row))) / chosen,
  }
}
