import { type Model, modelSchema } from './model.ts'

/** The model in a JSON document, or `undefined` when it is none. */
export function parseModel(text: string): Model | undefined {
  try {
    const parsed = modelSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
