import { z } from 'zod'

/** A text in Indonesian and in English. */
export const messageSchema = z.object({ id: z.string(), en: z.string() })

/** What is wrong with the data that were sent, each with its way out. */
export const issueSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  where: z.object({
    file: z.string().optional(),
    sheet: z.string().optional(),
    row: z.number().optional(),
    column: z.string().optional(),
  }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: messageSchema,
})

/** RFC 9457, with the text in both languages and the parameters it was filled from. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: messageSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Of the request, to be told to the administrator. */
  instance: z.string(),
})

/** `?page=1&size=50`; pages count from 1. */
export const pageQuerySchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})
export type PageQuery = z.infer<typeof pageQuerySchema>

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), page: z.int(), size: z.int(), total: z.int() })
}

/** One page of a longer list. */
export type Page<Item> = {
  readonly items: readonly Item[]
  readonly page: number
  readonly size: number
  readonly total: number
}

/** Why a change, a promotion or a decision is made; on one line, as the audit keeps it. */
export const reasonSchema = z
  .string()
  .max(2000)
  .overwrite((text) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim())
  .min(5)
  .max(1000)

export const roleNames = [
  'administrator',
  'statistician',
  'data_manager',
  'district',
  'village_operator',
  'supervisor',
  'enumerator',
  'auditor',
] as const

export const numberStatusSchema = z.enum([
  'none',
  'malformed',
  'well_formed',
  'matched',
  'unmatched',
  'duplicate',
])
