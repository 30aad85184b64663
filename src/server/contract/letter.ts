import { z } from 'zod'
import { areaIdSchema, plainDateSchema } from '../../kernel/index.ts'

const shape = {
  /** Until when families should come; a month from today when left out. */
  until: plainDateSchema.optional(),
  language: z.enum(['id', 'en']).default('id'),
}

export const letterQuerySchema = z.object(shape)
export const startLettersSchema = z.strictObject({ areaId: areaIdSchema, ...shape })
export type StartLetters = z.input<typeof startLettersSchema>
export const lettersStartedSchema = z.object({ jobId: z.string() })

/** The result of the job. */
export type LettersPrinted = { readonly letters: number; readonly jobId: string }
