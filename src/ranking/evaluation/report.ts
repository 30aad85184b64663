import { z } from 'zod'
import { canonicalJson } from '../../kernel/index.ts'

const measure = z.looseObject({
  err10: z.number(),
  err20: z.number(),
  err30: z.number(),
  err40: z.number(),
})
const difference = z.object({ difference: z.number(), se: z.number() })
const byQuota = z.object({ 10: z.number(), 20: z.number(), 30: z.number(), 40: z.number() })

/** What of an evaluation is read again from a file, by the card and the pages. Whatever else it holds stays. */
const evaluationReportSchema = z.looseObject({
  households: z.int(),
  psus: z.int(),
  models: z.array(
    z.looseObject({
      name: z.string(),
      r2: z.number(),
      spearman: z.number(),
      auc: byQuota,
      err: byQuota,
      se: measure,
      coefficients: z.record(z.string(), z.number()).optional(),
      paired: z.record(
        z.string(),
        z.looseObject({ err10: difference, err20: difference, err30: difference, err40: difference }),
      ),
    }),
  ),
})
export type EvaluationReport = z.infer<typeof evaluationReportSchema>

/** @throws ZodError when the document is not what `evaluate` writes. */
export function parseEvaluation(document: unknown): EvaluationReport {
  return evaluationReportSchema.parse(document)
}

/** A report's bytes: canonical JSON. What could not be computed, such as the slope of a perfect separation, is null. */
export function renderEvaluation(report: object): string {
  return canonicalJson(z.json().parse(JSON.parse(JSON.stringify(report))))
}
