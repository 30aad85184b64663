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
})
export type Score = z.infer<typeof scoreSchema>

/** One answer that the model weighs, with the variables that it rests on and the day when they were last observed. */
export const scoreFactSchema = z.object({
  text: messageSchema,
  group: messageSchema,
  /** Log of rupiah a head a month, against the mean of the area. */
  contribution: z.number(),
  variables: z.array(messageSchema),
  observedOn: z.string().nullable(),
})
export type ScoreFact = z.infer<typeof scoreFactSchema>

/** A correction of one fact that would move the family to another decile of its regency. */
export const whatIfSchema = z.object({
  variable: z.string(),
  from: messageSchema,
  to: messageSchema,
  decile: z.int(),
  sentence: messageSchema,
})
export type WhatIf = z.infer<typeof whatIfSchema>

/** Why a score is what it is. Empty when the snapshot that it was made from is no longer kept. */
export const scoreReasonsSchema = z.object({
  sentence: messageSchema.nullable(),
  facts: z.array(scoreFactSchema),
  whatIf: z.array(whatIfSchema),
})
export type ScoreReasons = z.infer<typeof scoreReasonsSchema>
