import { z } from 'zod'
import {
  areaIdSchema,
  changeIdSchema,
  familyIdSchema,
  personIdSchema,
  plainDateSchema,
} from '../../kernel/index.ts'
import { issueSchema, messageSchema, reasonSchema } from './common.ts'

export const changeSchema = z.object({
  changeId: z.string(),
  seq: z.int(),
  kind: z.string(),
  effectiveOn: z.string(),
  observedOn: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  source: z.string(),
  sourceRef: z.string().nullable(),
  observer: z.string().nullable(),
  reason: z.string().nullable(),
  summary: messageSchema,
})
export type Change = z.infer<typeof changeSchema>

/** Oldest first. */
export const changesSchema = z.object({ items: z.array(changeSchema) })

const relationSchema = z.enum(['1', '2', '3', '4', '5', '6', '7', '8'])
const relationsSchema = z.record(personIdSchema, relationSchema)
/** Who heads a family from now on; whoever is left out keeps his or her relation. */
const newHeadSchema = z.strictObject({ personId: personIdSchema, relations: relationsSchema.default({}) })
/** Values as text; the codebook says what they must be. */
const factsSchema = z.record(z.string(), z.union([z.string().max(500), z.number()]))
/** Identity numbers as they were typed. */
const digitsSchema = z.string().max(40)
const statusReasonSchema = z.enum([
  'moved_away',
  'dissolved',
  'merged',
  'not_found',
  'duplicate',
  'refused',
  'objection_upheld',
])

const headShape = {
  /** Chosen by the one who asks: the same request again is answered, not repeated. */
  changeId: changeIdSchema.optional(),
  effectiveOn: plainDateSchema,
  observedOn: plainDateSchema,
  reason: reasonSchema,
  source: z.enum(['desk', 'forum', 'citizen', 'civil_register']).default('desk'),
  sourceRef: z.string().max(200).default(''),
  observer: z.string().max(200).default(''),
}

/** The registry's own requests, about the family that the address names. */
export const changeRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('correction'),
    subject: z.union([
      z.strictObject({ familyId: familyIdSchema }),
      z.strictObject({ personId: personIdSchema }),
    ]),
    facts: factsSchema.default({}),
    number: digitsSchema.optional(),
    ...headShape,
  }),
  z.strictObject({
    kind: z.literal('birth'),
    child: z.strictObject({ relation: relationSchema, facts: factsSchema, nik: digitsSchema.optional() }),
    ...headShape,
  }),
  z.strictObject({
    kind: z.enum(['death', 'move_out']),
    personId: personIdSchema,
    newHead: newHeadSchema.optional(),
    ...headShape,
  }),
  z.strictObject({
    kind: z.literal('move_in'),
    personId: personIdSchema,
    relation: relationSchema,
    newHead: newHeadSchema.optional(),
    ...headShape,
  }),
  z.strictObject({
    kind: z.literal('family_move'),
    villageId: areaIdSchema,
    slsId: areaIdSchema.optional(),
    ...headShape,
  }),
  z.strictObject({
    kind: z.literal('split'),
    leaving: z
      .array(z.strictObject({ personId: personIdSchema, relation: relationSchema }))
      .min(1)
      .max(50),
    newHead: newHeadSchema.optional(),
    kk: digitsSchema.optional(),
    ...headShape,
  }),
  z.strictObject({
    kind: z.literal('family_merge'),
    absorbedId: familyIdSchema,
    relations: relationsSchema,
    ...headShape,
  }),
  z.strictObject({ kind: z.literal('change_of_head'), newHead: newHeadSchema, ...headShape }),
  z.strictObject({ kind: z.literal('deactivation'), statusReason: statusReasonSchema, ...headShape }),
  z.strictObject({ kind: z.literal('reactivation'), ...headShape }),
])
export type ChangeRequest = z.input<typeof changeRequestSchema>
export type ParsedChangeRequest = z.output<typeof changeRequestSchema>

export const changeEffectSchema = z.object({
  what: z.string(),
  /** The name of the person or family concerned. */
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  text: messageSchema,
})
export type ChangeEffect = z.infer<typeof changeEffectSchema>

export const changePreviewSchema = z.object({
  effects: z.array(changeEffectSchema),
  issues: z.array(issueSchema),
})
export type ChangePreview = z.infer<typeof changePreviewSchema>

export const recordedSchema = z.object({ changeId: z.string() })

export const personMergeSchema = z.strictObject({
  changeId: changeIdSchema.optional(),
  absorbedId: personIdSchema,
  newHead: newHeadSchema.optional(),
  reason: reasonSchema,
})

export const personMergePreviewSchema = personMergeSchema.pick({ absorbedId: true, newHead: true })

/** `mergeId` is the change that declared the two to be one. */
export const personUnmergeSchema = z.strictObject({
  changeId: changeIdSchema.optional(),
  mergeId: changeIdSchema,
  /** What the person is to the head on coming back; the former relation when left out. */
  relation: relationSchema.optional(),
  reason: reasonSchema,
})
