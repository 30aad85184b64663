import { z } from 'zod'

/** Counts under 10, and those from which they could be worked out, are withheld. */
export const openTableSchema = z.object({
  listId: z.string(),
  programme: z.string(),
  name: z.object({ id: z.string(), en: z.string() }),
  period: z.string(),
  csv: z.string(),
})
export const aggregatesSchema = z.object({ tables: z.array(openTableSchema) })
export type Aggregates = z.infer<typeof aggregatesSchema>
