import { z } from 'zod'

const shares = z.array(z.number().min(0).max(1))

const modelSchema = z.strictObject({
  kind: z.literal('fellegi_sunter'),
  /** Version of the rules by which names and numbers are brought to one form. */
  normaliser: z.int(),
  settings: z.string(),
  records: z.int(),
  /** Probability that two records drawn at random are the same. */
  prior: z.number().gt(0).lt(1),
  comparisons: z.array(
    z.strictObject({
      column: z.string(),
      as: z.string(),
      levels: z.array(z.string()),
      /** Shares of the levels among true pairs (m) and among pairs of strangers (u), where no value is missing. */
      m: shares,
      u: shares,
      /** Rules that taught m; none: m is the default. */
      trainedBy: z.array(z.int()),
      frequency: z
        .strictObject({
          /** Records that have a value; u of all levels that the frequency weighs. */
          records: z.int(),
          u: z.number(),
          /** Thousandths of a bit that the rarest value adds, and one that the model has not seen. */
          most: z.int(),
          unseen: z.int(),
        })
        .optional(),
    }),
  ),
  rules: z.array(
    z.strictObject({
      rule: z.string(),
      pairs: z.number(),
      /** Estimated share of true pairs among its pairs. */
      matches: z.number().min(0).max(1),
    }),
  ),
  /** Estimated true pairs among all candidates, and in the whole file. */
  matches: z.strictObject({ candidates: z.number(), all: z.number() }),
})

/** A trained model of linkage: estimated rarely, used every week. */
export type Model = z.infer<typeof modelSchema>
export type ModelComparison = Model['comparisons'][number]

export { modelSchema }

/** Goes up when names or numbers are read otherwise, for then old models no longer fit. */
export const normaliserVersion = 1
