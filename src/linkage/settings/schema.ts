import { z } from 'zod'

const column = z.string().trim().min(1)
const share = z.number().gt(0).lt(1)
const common = {
  column,
  /** Rare values say more than common ones: the exact level is weighed by how often its value stands in the data. */
  frequency: z.boolean().default(false),
  /** A comparison whose agreement already contains this one's: a NIK is made of birth date, sex and area. */
  covered_by: column.optional(),
}

/** One field of two records and how alike it may be. `as` says what the column holds. */
const comparisonSchema = z.discriminatedUnion('as', [
  z.strictObject({ ...common, as: z.literal('exact') }),
  z.strictObject({
    ...common,
    as: z.literal('text'),
    /** Jaro-Winkler similarities, each a level of its own; above .82, where all engines agree. */
    similar: z.array(z.number().gt(0.82).lt(1)).max(4).default([0.92, 0.85]),
    /** Levenshtein distances, each a level of its own. */
    edits: z.array(z.int().min(1).max(6)).max(4).default([]),
    /** The other column with which this one may have been exchanged: surname of given name. */
    swapped_with: column.optional(),
  }),
  z.strictObject({
    ...common,
    as: z.literal('name'),
    similar: z.array(z.number().gt(0.82).lt(1)).max(4).default([0.92, 0.85]),
  }),
  z.strictObject({
    ...common,
    as: z.literal('words'),
    /** Shared words among all words of both (Jaccard), each a level of its own. */
    shared: z.array(share).max(5).default([0.8, 0.5, 0.3]),
  }),
  z.strictObject({
    ...common,
    as: z.literal('date'),
    format: z.enum(['auto', 'year_first', 'day_first', 'month_first']).default('auto'),
  }),
  z.strictObject({
    ...common,
    as: z.literal('number'),
    /** Differences that are still close, in the number's own unit, or as shares when `relative`. */
    within: z.array(z.number().positive()).max(4).default([]),
    relative: z.boolean().default(false),
  }),
  z.strictObject({ ...common, as: z.literal('nik') }),
  z.strictObject({ ...common, as: z.literal('digits') }),
  z.strictObject({
    ...common,
    as: z.literal('area'),
    /** Lengths of the prefixes that name the areas above: 10, 6, 4 for village, sub-district, regency without stops. */
    prefixes: z.array(z.int().positive()).max(4).default([6, 4]),
  }),
])

const settingsSchema = z.strictObject({
  name: z.string().default(''),
  /** The column that identifies a record; without it records are numbered by row. */
  id: column.optional(),
  /** Where the truth stands, for evaluation: a column, and the part of it that counts (first bracket). */
  truth: z.strictObject({ column, pattern: z.string().min(1).optional() }).optional(),
  /** Other names of a column, tried in order: `{"given_name": ["first_name", "nama_depan"]}`. */
  columns: z.record(column, z.array(column).min(1)).default({}),
  comparisons: z.array(comparisonSchema).min(1).max(20),
  /** Records that agree on all parts of a rule are compared. */
  blocking: z
    .array(z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]))
    .min(1)
    .max(30),
  /** Rules by which m is learnt; without them, the blocking rules. */
  training: z
    .array(z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]))
    .max(30)
    .default([]),
  /** Probabilities: links at `sure`, clerical review from `review`, pairs are written from `keep`. */
  sure: share.default(0.95),
  review: share.default(0.5),
  keep: share.default(0.001),
  /** Two files: each record has at most one partner, each left record its best one, or all. */
  links: z.enum(['one_to_one', 'best', 'all']).default('one_to_one'),
  /** A column of which a cluster holds at most one value: a verified number. */
  one_per_cluster: column.optional(),
  /** The column of the family or household, whose people link it. */
  household: column.optional(),
  /** Records of one block beyond which it is split or refused. */
  max_block: z.int().min(2).max(1_000_000).default(2_000),
  max_cluster: z.int().min(2).default(100),
  /** Records that there will be one day, for the warning of rules whose pairs grow with them; else ten times as many. */
  population: z.int().positive().optional(),
  /** Random pairs from which u of the levels that no count gives is learnt. */
  random_pairs: z.int().min(1_000).max(100_000_000).default(500_000),
})

/** The statistician's document, as parsed. */
export type Settings = z.infer<typeof settingsSchema>
export type ComparisonSettings = z.infer<typeof comparisonSchema>

export { settingsSchema }
