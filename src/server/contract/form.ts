import { z } from 'zod'
import { issueSchema, messageSchema, reasonSchema } from './common.ts'

/** A version of a questionnaire, as a line of a list. */
export const formVersionSchema = z.object({
  formVersionId: z.string(),
  formId: z.string(),
  version: z.string(),
  title: z.string(),
  /** The area in which it may be used. */
  office: z.string(),
  fileName: z.string(),
  sourceSha256: z.string(),
  by: z.string(),
  at: z.string(),
  /** It is the version that phones get. */
  published: z.boolean(),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedReason: z.string().nullable(),
})
export type FormVersion = z.infer<typeof formVersionSchema>

export const formVersionsSchema = z.object({ items: z.array(formVersionSchema) })

/** A row of the author's sheet with what was found in it. */
export const issueRowSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  cells: z.array(z.object({ column: z.string(), heading: z.string(), text: z.string(), hit: z.boolean() })),
  issues: z.array(issueSchema),
})
export type IssueRow = z.infer<typeof issueRowSchema>

const findings = {
  errors: z.int(),
  warnings: z.int(),
  /** Rows with issues, in the order of the sheets. */
  rows: z.array(issueRowSchema),
  /** Issues that lie in no row. */
  general: z.array(issueSchema),
}

/** What became of an upload: kept as a version, or sent back with its issues. */
export const uploadedFormSchema = z.object({
  formVersionId: z.string().nullable(),
  fileName: z.string(),
  ...findings,
})
export type UploadedForm = z.infer<typeof uploadedFormSchema>

export const formFileNames = [
  'xlsform',
  'form.xml',
  'codebook.json',
  'codebook.csv',
  'codebook.html',
  'codebook.ddi.xml',
  'ms-var.csv',
  'manual-enumerator.html',
  'manual-supervisor.html',
  'manual-facilitator.html',
  'manual-instructor.html',
] as const
export type FormFileName = (typeof formFileNames)[number]

/** Files that take seconds to make: asked for, made in the background, then fetched. */
export const preparedFileNames = [
  'everything.zip',
  'manual-enumerator.pdf',
  'manual-supervisor.pdf',
  'manual-facilitator.pdf',
  'manual-instructor.pdf',
] as const
export type PreparedFileName = (typeof preparedFileNames)[number]
export const preparationStartedSchema = z.object({ jobId: z.string() })

/** A file that the form expects beside it: a picture, a recording, a list. */
export const formMediaSchema = z.object({
  name: z.string(),
  /** In bytes; null while it is missing. */
  size: z.int().nullable(),
  at: z.string().nullable(),
})
export type FormMedia = z.infer<typeof formMediaSchema>

export const formDetailSchema = z.object({
  ...formVersionSchema.shape,
  ...findings,
  files: z.array(z.enum(formFileNames)),
  prepared: z.array(z.enum(preparedFileNames)),
  media: z.array(formMediaSchema),
  items: z.array(
    z.object({
      path: z.string(),
      name: z.string(),
      type: z.string(),
      label: messageSchema,
      required: z.boolean(),
      universe: z.string().nullable(),
    }),
  ),
})
export type FormDetail = z.infer<typeof formDetailSchema>

export const comparisonSchema = z.object({
  older: z.string(),
  newer: z.string(),
  weight: z.enum(['patch', 'minor', 'major']).nullable(),
  leastVersion: z.string().nullable(),
  retrain: z.boolean(),
  changes: z.array(
    z.object({
      kind: z.string(),
      text: messageSchema,
      subject: z.string(),
      questions: z.array(z.string()),
      label: messageSchema,
      weight: z.enum(['patch', 'minor', 'major']),
      retrain: z.boolean(),
      before: messageSchema.nullable(),
      after: messageSchema.nullable(),
    }),
  ),
  issues: z.array(issueSchema),
})
export type Comparison = z.infer<typeof comparisonSchema>

export const publishFormSchema = z.strictObject({ reason: reasonSchema })

/** What the form itself says of a submission. */
export const answerReportSchema = z.object({
  outcome: z.enum(['accepted', 'refused']),
  instanceId: z.string(),
  issues: z.array(issueSchema),
})
export type AnswerReport = z.infer<typeof answerReportSchema>
