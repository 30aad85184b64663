import { z } from 'zod'

const shares = z.object({
  falseDiscovery: z.number(),
  missedByModel: z.number(),
  missedByBlocking: z.number(),
})

/** What is kept of a search for duplicates beside its pairs. Weights are in thousandths of a bit. */
export const linkageRunReportSchema = z.object({
  people: z.number(),
  /** Pairs that were compared. */
  candidates: z.number(),
  prior: z.number(),
  thresholds: z.object({ sure: z.number(), review: z.number() }),
  /** All pairs by bands of weight, the surest first. */
  strata: z.array(z.object({ from: z.number(), size: z.number() })),
  /** By the model itself, without judgements. */
  estimated: shares,
  /** What judgements said of the model before this run; null where it was trained anew. */
  calibration: z
    .object({ shift: z.number(), error: z.number(), judged: z.number(), same: z.number() })
    .nullable(),
})
export type LinkageRunReport = z.infer<typeof linkageRunReportSchema>
