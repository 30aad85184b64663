import { z } from 'zod'
import { messageSchema } from './common.ts'

export const contributionSchema = z.object({
  group: z.string(),
  label: messageSchema,
  /** Log of rupiah a head a month; negative lowers the score. */
  contribution: z.number(),
  sentence: messageSchema,
})
export type Contribution = z.infer<typeof contributionSchema>

/** A correction of one fact that would move the family to another decile of its regency. */
export const whatIfSchema = z.object({
  variable: z.string(),
  from: z.union([messageSchema, z.string()]),
  to: z.union([messageSchema, z.string()]),
  decile: z.int(),
  sentence: messageSchema,
})
export type WhatIf = z.infer<typeof whatIfSchema>

export const scoreSchema = z.object({
  runId: z.string(),
  at: z.string(),
  score: z.number(),
  /** That the family is among the poorest by the programme's cut. */
  probability: z.number(),
  decileNational: z.int().nullable(),
  decileRegency: z.int(),
  rankRegency: z.int(),
  familiesRegency: z.int(),
  marginToNextCut: z.number().nullable(),
  groups: z.array(contributionSchema),
  whatIf: z.array(whatIfSchema),
})
export type Score = z.infer<typeof scoreSchema>
