import { shallowRef } from 'vue'
import type { Codebook } from '../../questionnaire/index.ts'

const codebook = shallowRef<Codebook>()

/** The family codebook, fetched when a form first needs it: what may be corrected, and to which values. */
export function useCodebook() {
  if (codebook.value === undefined) void load()
  return codebook
}

async function load() {
  const { familyCodebook } = await import('../../questionnaire/index.ts')
  codebook.value = familyCodebook
}
