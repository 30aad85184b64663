import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type PlainDate, plainDateSchema } from '../../kernel/index.ts'

const ruleSchema = z.strictObject({
  validFrom: plainDateSchema,
  daysToDecide: z.int().positive(),
  /** What an undecided proposal is after its last day: `lapsed` (not accepted by silence), or still `open`. */
  whenOverdue: z.enum(['lapsed', 'open']),
  sources: z
    .array(
      z.strictObject({
        what: z.string(),
        source: z.string(),
        standing: z.enum(['confirmed', 'unconfirmed']),
      }),
    )
    .min(1),
})

const fileSchema = z.strictObject({
  document: z.literal('mutakhir-proposal-rules-1'),
  rules: z.array(ruleSchema).min(1),
})

export type ProposalRule = z.infer<typeof ruleSchema>

/** Dated rules of proposals and objections (invariant 10). */
export type ProposalRules = readonly ProposalRule[]

const file = join(import.meta.dirname, '../../../data/parameters/proposals.json')

export function readProposalRules(): ProposalRules {
  return fileSchema
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .rules.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
}

/** The first day of which the rules know. @throws Error when there are none. */
export function firstDay(rules: ProposalRules): PlainDate {
  const oldest = rules.at(-1)
  if (!oldest) throw new Error('there are no rules for proposals')
  return oldest.validFrom
}

/** The rule of a day: the newest that is valid by then. @throws Error when there is none. */
export function ruleOn(rules: ProposalRules, day: PlainDate): ProposalRule {
  const rule = rules.find(({ validFrom }) => validFrom <= day)
  if (!rule) throw new Error(`no rule for proposals is valid on ${day}`)
  return rule
}
