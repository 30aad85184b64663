import { z } from 'zod'
import { type Issue, type Message, similarHint } from '../kernel/index.ts'
import { questionGroups } from './question-group.ts'

const message = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })
const expression = z.string().trim().min(1)
const share = z.number().gt(0).lt(1)

const featureSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name in snake_case'),
  /** SQL over the columns of `family` and the aggregates of `members`; numbers or Booleans. */
  sql: expression,
  /** What the model takes of the value: its natural logarithm, or that of one more. Reasons show the value itself. */
  transform: z.enum(['log', 'log1p']).optional(),
  group: z.enum(questionGroups),
  /** What is said of a family: of a yes-or-no feature that holds, or before the value of a number. */
  label: message,
  /** Makes the feature a yes-or-no one: what is said of a family where it does not hold. */
  absent: message.optional(),
  /** Said after the value of a number. */
  measure: message.optional(),
  /** The question whose answers are several features: they come and go together in stepwise selection. */
  question: z.string().min(1).optional(),
  /** Welfare must not fall as the feature rises (`positive`), or must not rise (`negative`). */
  sign: z.enum(['positive', 'negative']).optional(),
})

const probability = z.number().gt(0).lt(1)
const selectionSchema = z.strictObject({
  direction: z.enum(['forward', 'backward', 'both']).default('forward'),
  /** By p-values of F tests at the effective number of households, or by BIC. */
  criterion: z.enum(['p', 'bic']).default('p'),
  enter: probability.default(0.05),
  leave: probability.default(0.1),
  /** Of the elastic net: 1 is the lasso; towards 0, a ridge. */
  alpha: z.number().gt(0).max(1).default(0.5),
})

const specSchema = z.strictObject({
  name: z.string().min(1).default('model'),
  /** What has one score: each family (KK), or the household that several families may share. */
  unit: z.enum(['family', 'household']).default('family'),
  /** Column that identifies a row; rows are read in its order. Without one, rows are taken in the order of the file. */
  id: expression.default('id'),
  /** Welfare: a column, or SQL, of money per head, or of its logarithm. */
  outcome: expression,
  /** True when `outcome` is money and its natural logarithm is to be taken. */
  log: z.boolean().default(false),
  /** Design weights: `hh` of the household (estimation), `person` = household weight times members (targeting). */
  weights: z.strictObject({ hh: expression, person: expression }),
  psu: expression,
  strata: expression.optional(),
  /** The area that has coefficients of its own: kabupaten/kota in a nation, kecamatan in a regency. */
  district: expression.default(`'1'`),
  /** The area above, to whose coefficients those of its districts are drawn. */
  province: expression.optional(),
  /** The area whose families are ranked together, for `rank_regency` and `decile_regency`; without it the district. */
  regency: expression.optional(),
  /** A column of folds, `fold_psu` where there is one; where the data have none, folds are made of whole PSUs. */
  fold: z.string().optional(),
  folds: z.strictObject({ count: z.int().min(3).max(20), seed: z.int() }).default({ count: 10, seed: 1 }),
  /** Number of persons of a family, for deciles of persons. */
  persons: expression.default('member_count'),
  /** Tables beside the data, joined to `family` by a column: strata, for one. Paths are relative to the data. */
  joins: z.array(z.strictObject({ file: z.string().min(1), on: z.string().min(1) })).default([]),
  /** Aggregates over `person`, one value a family: `{"children": "count(*) filter (age < 15)"}`. */
  members: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), expression).default({}),
  features: z
    .union([z.literal('all other columns'), z.array(featureSchema).min(1)])
    .default('all other columns'),
  /** Columns that say what a programme gave: no feature may use them. Names such as `pkh` or `bansos` are known. */
  benefits: z.array(z.string()).default([]),
  /** Columns that are named like a benefit and are none. */
  notBenefits: z.array(z.string()).default([]),
  /** Columns that are no features, for `all other columns`. */
  ignore: z.array(z.string()).default([]),
  /** Signs of columns, for `all other columns`. */
  signs: z.record(z.string(), z.enum(['positive', 'negative'])).default({}),
  /** How the challengers `stepwise` and `elastic-net` choose variables. */
  selection: selectionSchema.prefault({}),
  /** Trees on what the official model leaves: kept where they win, or not grown. */
  trees: z.enum(['where they win', 'never']).default('where they win'),
  /** Groups of households whose errors are told apart, as SQL: `{"female_head": "hfem = 1"}`. */
  groups: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), expression).default({}),
  /** The poor are the poorest of the nation, or of a district, in this share of persons. */
  quota: z
    .strictObject({ national: share, districts: z.record(z.string(), share).default({}) })
    .default({ national: 0.4, districts: {} }),
})

const knownMembers: readonly string[] = [
  'person',
  'hh',
  ...Object.keys(specSchema.shape),
  ...Object.keys(featureSchema.shape),
  ...Object.keys(selectionSchema.shape),
  'file',
  'on',
  'count',
  'seed',
  'national',
  'districts',
]

/** What a model is to be made of: the statistician's document, as parsed. */
export type Spec = z.infer<typeof specSchema>
export type Selection = z.infer<typeof selectionSchema>
export const defaultSelection: Selection = selectionSchema.parse({})
export type FeatureSpec = z.infer<typeof featureSchema>

export type ParsedSpec =
  | { readonly kind: 'parsed'; readonly spec: Spec }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** Parses a spec; an issue names the member that is wrong, such as `weights.hh`. */
export function parseSpec(document: unknown): ParsedSpec {
  const parsed = specSchema.safeParse(document)
  if (!parsed.success) return { kind: 'refused', issues: parsed.error.issues.flatMap(specIssues) }
  const doubles = doubledNames(parsed.data)
  return doubles.length > 0 ? { kind: 'refused', issues: doubles } : { kind: 'parsed', spec: parsed.data }
}

function specIssues(issue: z.core.$ZodIssue): readonly Issue[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys')
    return [wrongMember(path, { id: `tidak sah (${issue.message})`, en: `is not valid (${issue.message})` })]
  return issue.keys.map((key) => {
    const hint = similarHint(key, knownMembers)
    return wrongMember(path === '' ? key : `${path}.${key}`, {
      id: `tidak dikenal${hint}`,
      en: `is not known${hint}`,
    })
  })
}

function wrongMember(place: string, reason: Message): Issue {
  return {
    code: 'spec_member',
    severity: 'error',
    where: { column: place },
    params: { place, reason: reason.en },
    message: {
      id: `Spesifikasi: bagian "${place}" ${reason.id}.`,
      en: `Spec: member "${place}" ${reason.en}.`,
    },
  }
}

function doubledNames(spec: Spec): readonly Issue[] {
  if (spec.features === 'all other columns') return []
  const names = spec.features.map((each) => each.name)
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({
      code: 'spec_doubled_feature',
      severity: 'error',
      where: { column: name },
      params: { name },
      message: {
        id: `Spesifikasi: prediktor "${name}" tercantum dua kali.`,
        en: `Spec: feature "${name}" is listed twice.`,
      },
    }))
}

/** For each feature 1 where welfare must not fall as it rises, -1 where it must not rise, 0 where both may be. */
export function signsOf(features: readonly FeatureSpec[]): readonly number[] {
  return features.map(({ sign }) => (sign === undefined ? 0 : sign === 'positive' ? 1 : -1))
}

/** For each feature the number of its question: `eatype=Major Urban` and `eatype=Boma` are answers to one. */
export function questionsOf(features: readonly FeatureSpec[]): Int32Array {
  const names = features.map(({ question, name }) => question ?? name.split('=', 1)[0] ?? name)
  const known = [...new Set(names)]
  return Int32Array.from(names, (name) => known.indexOf(name))
}

export { featureSchema, specSchema }
