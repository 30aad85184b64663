import { z } from 'zod'
import { plainDateSchema } from '../../kernel/index.ts'
import { areaPathSchema } from './area.ts'
import { messageSchema, numberStatusSchema, pageQuerySchema, reasonSchema } from './common.ts'
import { factSchema } from './fact.ts'
import { outcomeSchema } from './outcome.ts'
import { scoreSchema } from './score.ts'

export const familyStatusSchema = z.enum(['active', 'inactive'])
export type FamilyStatus = z.infer<typeof familyStatusSchema>

export const familyBriefSchema = z.object({
  familyId: z.string(),
  headName: z.string(),
  village: areaPathSchema,
  memberCount: z.int(),
  decileRegency: z.int().nullable(),
  decileNational: z.int().nullable(),
  status: familyStatusSchema,
  /** The name that was found, where it is not the head's present one. */
  matchedName: z.string().nullable(),
})
export type FamilyBrief = z.infer<typeof familyBriefSchema>

/** A name. An identity number is refused here: it would stand in the address. */
const nameSchema = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !/\d{8}/.test(text.replace(/[\s.-]/g, '')))

export const searchQuerySchema = pageQuerySchema.extend({
  q: nameSchema.default(''),
  areaId: z.coerce.number().int().positive().optional(),
  decile: z.coerce.number().int().min(1).max(10).optional(),
  status: familyStatusSchema.optional(),
})

/** A NIK or KK number: in the body, so that it is in no address and no log. */
export const numberSearchSchema = z.strictObject({ number: z.string().max(40) })

export const asOfQuerySchema = z.object({
  asOf: plainDateSchema.optional(),
  knownAt: z.iso.datetime().or(plainDateSchema).optional(),
})

export const memberSchema = z.object({
  personId: z.string(),
  name: z.string(),
  /** Codes of Regsosek 409. */
  relation: z.string(),
  sex: z.string().nullable(),
  birthDate: z.string().nullable(),
  age: z.int().nullable(),
  nikMasked: z.string().nullable(),
  nikStatus: numberStatusSchema,
  status: z.enum(['alive', 'dead', 'left', 'absorbed']),
  since: z.string(),
  facts: z.array(factSchema),
})
export type Member = z.infer<typeof memberSchema>

export const programmeOutcomeSchema = z.object({
  programme: z.string(),
  name: messageSchema,
  outcome: outcomeSchema,
  since: z.string(),
  noticeDate: z.string().nullable(),
  reasons: z.array(z.object({ code: z.string(), text: messageSchema })),
})
export type ProgrammeOutcome = z.infer<typeof programmeOutcomeSchema>

export const familySchema = z.object({
  familyId: z.string(),
  asOf: z.string(),
  knownAt: z.string(),
  status: familyStatusSchema,
  kkMasked: z.string().nullable(),
  kkStatus: numberStatusSchema,
  place: z.object({
    path: areaPathSchema,
    sls: z.string().nullable(),
    address: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  }),
  head: z.object({ personId: z.string(), name: z.string() }),
  members: z.array(memberSchema),
  facts: z.array(factSchema),
  score: scoreSchema.nullable(),
  programmes: z.array(programmeOutcomeSchema),
  household: z.object({ householdId: z.string(), families: z.array(familyBriefSchema) }).nullable(),
})
export type Family = z.infer<typeof familySchema>

/** `subject` is `kk` or the id of a person. */
export const revealSchema = z.strictObject({
  subject: z.union([z.literal('kk'), z.uuid()]),
  reason: reasonSchema,
})
export const revealedSchema = z.object({ number: z.string() })
