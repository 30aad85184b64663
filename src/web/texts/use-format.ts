import { computed } from 'vue'
import { formatsOf } from './format.ts'
import { useTexts } from './use-texts.ts'

/** The formats of the language in use, as a ref that follows it. */
export function useFormat() {
  const { language } = useTexts()
  return computed(() => formatsOf(language.value))
}

/** Today as `YYYY-MM-DD` where the user is. */
export function today(): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10)
}
