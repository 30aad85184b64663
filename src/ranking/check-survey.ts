import type { Issue, Message, Severity } from '../kernel/index.ts'
import { correlation } from './accuracy.ts'
import { outerGroups } from './grouping.ts'
import type { Survey } from './survey.ts'

export type CheckedSurvey = {
  readonly issues: readonly Issue[]
  /** Features to be left out: the same for every household, or a yes (or a no) of too few. */
  readonly leftOut: readonly number[]
}

/**
 * What in a survey would make a model wrong. Errors forbid training: no household is silently dropped. Of the rows that are
 * wrong the first is named by `idOf`, in the order of the spec's id.
 */
export function checkSurvey(survey: Survey, idOf = (row: number) => String(row + 1)): CheckedSurvey {
  const constant = survey.values.flatMap((values, index) => (isConstant(values) ? [index] : []))
  const rare = survey.values.flatMap((values, index) => {
    const answer = constant.includes(index) ? undefined : rareAnswer(values, survey.psu.codes)
    return answer ? [{ index, answer }] : []
  })
  const leftOut = [...constant, ...rare.map(({ index }) => index)]
  return {
    leftOut,
    issues: [
      ...(leftOut.length === survey.features.length && survey.rowCount > 0
        ? [issue('survey_no_features', 'error', 'features', {}, noFeaturesText)]
        : []),
      ...checkRows(survey, idOf),
      ...checkDesign(survey, idOf),
      ...checkFeatures(survey, constant, idOf),
      ...rare.map(({ index, answer }) => rareIssue(survey.features[index]?.name ?? '', answer)),
      ...outcomeIssues(survey),
    ],
  }
}

type IdOf = (row: number) => string

function checkRows(survey: Survey, idOf: IdOf): readonly Issue[] {
  const { outcome, householdWeight, personWeight, psu, district } = survey
  const rowIssue = rowIssueBy(idOf)
  const positive = (value: number) => value > 0 && Number.isFinite(value)
  return [
    ...rowIssue('outcome', outcome, Number.isFinite, { id: 'bukan bilangan', en: 'not a finite number' }),
    ...rowIssue('weights.hh', householdWeight, positive, {
      id: 'bukan bilangan positif',
      en: 'not a positive number',
    }),
    ...rowIssue('weights.person', personWeight, positive, {
      id: 'bukan bilangan positif',
      en: 'not a positive number',
    }),
    ...rowIssue('district', district.codes, (code) => district.names[code] !== '', empty),
    ...rowIssue('psu', psu.codes, (code) => !(psu.names[code] ?? '').endsWith('\u0000'), empty),
    ...(survey.rowCount === 0 ? [issue('survey_empty', 'error', 'survey', {}, emptyText)] : []),
  ]
}

const empty = { id: 'kosong', en: 'empty' }

const fewFoldsText = {
  id: 'Diperlukan sedikitnya tiga lipatan, jadi sedikitnya tiga PSU: penalti dipilih di dalam lipatan yang dipakai.',
  en: 'At least three folds, and so three PSUs, are needed: penalties are chosen within the folds that are fitted.',
}

const noFeaturesText = {
  id: 'Tidak ada prediktor yang tersisa: semuanya sama untuk semua rumah tangga atau terlalu langka.',
  en: 'No feature is left: all are the same for every household, or too rare.',
}

const emptyText = { id: 'Data survei tidak berisi satu baris pun.', en: 'The survey has no rows.' }

const rowIssueBy =
  (idOf: IdOf) =>
  (
    role: string,
    values: Float64Array | Int32Array,
    isGood: (value: number) => boolean,
    reason: Message,
  ): readonly Issue[] => {
    const { count, first } = among(values, (value) => !isGood(value), idOf)
    if (count === 0) return []
    const text = {
      id: `Nilai "${role}" ${reason.id} pada ${count} baris, yang pertama ber-id "${first}".`,
      en: `"${role}" is ${reason.en} in ${count} rows, the first of them with id "${first}".`,
    }
    return [issue('survey_row', 'error', role, { count, first }, text)]
  }

/** How many values are so, and the id of the first. */
function among(values: Float64Array | Int32Array, isSo: (value: number) => boolean, idOf: IdOf): Among {
  let [count, first] = [0, 0]
  for (let row = values.length - 1; row >= 0; row--) {
    if (!isSo(values[row] ?? Number.NaN)) continue
    count++
    first = row
  }
  return { count, first: count === 0 ? '' : idOf(first) }
}

function checkDesign({ psu, stratum, fold, province }: Survey, idOf: IdOf): readonly Issue[] {
  const groupings = { strata: stratum, fold, province }
  const split = outerGroups(psu, fold).filter((group) => group === -1).length
  const psusOf = new Int32Array(stratum.names.length)
  for (const group of outerGroups(psu, stratum)) psusOf[group] = (psusOf[group] ?? 0) + 1
  const lonely = stratum.names.filter((name, index) => name !== '' && psusOf[index] === 1)
  return [
    ...Object.entries(groupings).flatMap(([role, { names, codes }]) =>
      names.length > 1 ? rowIssueBy(idOf)(role, codes, (code) => names[code] !== '', empty) : [],
    ),
    ...(fold.names.length >= 3 ? [] : [issue('survey_few_folds', 'error', 'fold', {}, fewFoldsText)]),
    ...(split === 0 ? [] : [issue('survey_psu_split', 'error', 'fold', { count: split }, splitText(split))]),
    ...lonely.map((name) =>
      issue('survey_lonely_psu', 'warning', 'strata', { stratum: name }, lonelyText(name)),
    ),
  ]
}

function splitText(count: number): Message {
  return {
    id: `${count} PSU terbagi ke beberapa lipatan; galat akan tampak lebih kecil daripada yang sebenarnya.`,
    en: `${count} PSUs lie in several folds; errors would look smaller than they are.`,
  }
}

function lonelyText(name: string): Message {
  return {
    id: `Strata "${name}" hanya berisi satu PSU; ragamnya dihitung terhadap rata-rata nasional.`,
    en: `Stratum "${name}" has a single PSU; its variance is taken around the national mean.`,
  }
}

function checkFeatures(
  { features, values }: Survey,
  constant: readonly number[],
  idOf: IdOf,
): readonly Issue[] {
  return features.flatMap(({ name }, index) => {
    const column = values[index] ?? new Float64Array()
    const infinite = among(column, (value) => Math.abs(value) === Number.POSITIVE_INFINITY, idOf)
    const missing = among(column, Number.isNaN, idOf)
    return [
      ...(infinite.count === 0
        ? []
        : [issue('feature_infinite', 'error', name, infinite, infiniteText(name, infinite))]),
      ...(missing.count === 0
        ? []
        : [issue('feature_missing', 'warning', name, missing, missingText(name, missing))]),
      ...(constant.includes(index)
        ? [issue('feature_constant', 'warning', name, {}, constantText(name))]
        : []),
    ]
  })
}

type Among = { readonly count: number; readonly first: string }

function infiniteText(name: string, { count, first }: Among): Message {
  return {
    id: `Prediktor "${name}" tak hingga pada ${count} baris, yang pertama ber-id "${first}".`,
    en: `Feature "${name}" is infinite in ${count} rows, the first of them with id "${first}".`,
  }
}

function missingText(name: string, { count, first }: Among): Message {
  return {
    id: `Prediktor "${name}" kosong pada ${count} baris, yang pertama ber-id "${first}"; rata-rata nasional dipakai sebagai gantinya.`,
    en: `Feature "${name}" is empty in ${count} rows, the first of them with id "${first}"; the national mean stands in for it.`,
  }
}

function constantText(name: string): Message {
  return {
    id: `Prediktor "${name}" sama untuk semua keluarga dan dikeluarkan dari model.`,
    en: `Feature "${name}" is the same for every family and is left out of the model.`,
  }
}

function issue(
  code: string,
  severity: Severity,
  column: string,
  params: Issue['params'],
  message: Message,
): Issue {
  return { code, severity, where: { column }, params, message }
}

function isConstant(values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value))
  return known.every((value) => value === known[0])
}

/** An answer of fewer households or PSUs than these says more of chance and of villages than of welfare. */
const fewest = { households: 30, psus: 5 }

/** 30 households, or 1 % of a large survey, or 5 % of a small one. */
export function fewestHouseholds(households: number): number {
  return Math.max(Math.min(fewest.households, 0.05 * households), 0.01 * households)
}

/** The rarer answer of a yes-or-no feature; undefined where both are frequent enough, or it is no such feature. */
function rareAnswer(values: Float64Array, psu: Int32Array): Rare | undefined {
  if (!values.every((value) => value === 0 || value === 1 || Number.isNaN(value))) return undefined
  const psus = [new Set<number>(), new Set<number>()] as const
  const households = [0, 0]
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return
    households[value] = (households[value] ?? 0) + 1
    psus[value === 0 ? 0 : 1].add(psu[row] ?? 0)
  })
  const [no = 0, yes = 0] = households
  const rarer = { households: Math.min(no, yes), psus: Math.min(psus[0].size, psus[1].size) }
  const isRare = rarer.psus < fewest.psus || rarer.households < fewestHouseholds(no + yes)
  return isRare ? rarer : undefined
}

type Rare = { readonly households: number; readonly psus: number }

function rareIssue(name: string, { households, psus }: Rare): Issue {
  return issue(
    'feature_rare',
    'warning',
    name,
    { households, psus },
    {
      id: `Jawaban pada "${name}" berbeda pada ${households} rumah tangga di ${psus} PSU saja: terlalu sedikit; prediktor itu digabung dengan jawaban pembanding.`,
      en: `Answers to "${name}" differ for ${households} households in ${psus} PSUs only: too few; the feature is put together with the answer it is compared with.`,
    },
  )
}

/** A feature that is the outcome under another name makes every other look useless. */
function outcomeIssues({ features, values, outcome, householdWeight }: Survey): readonly Issue[] {
  return features.flatMap(({ name }, index) => {
    const r = correlation(values[index] ?? new Float64Array(), outcome, householdWeight)
    return Math.abs(r) > 0.995 ? [issue('feature_is_outcome', 'error', name, {}, outcomeText(name))] : []
  })
}

function outcomeText(name: string): Message {
  return {
    id: `Prediktor "${name}" hampir sama dengan peubah yang diprediksi. Keluarkan, misalnya dengan "ignore".`,
    en: `Feature "${name}" is nearly the outcome itself. Leave it out, with "ignore" for one.`,
  }
}
