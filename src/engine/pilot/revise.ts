import { type CompiledForm, changeKinds, compareForms } from '../../questionnaire/index.ts'
import type { PilotRevision } from '../../quality/index.ts'

/** What a newer version of a form changes from the one that was tried out. */
export function revisionOf(tried: CompiledForm, next: CompiledForm): PilotRevision {
  const { newer, changes } = compareForms(tried.form, next.form)
  return { newer, changes: changes.map((change) => ({ ...change, text: changeKinds[change.kind].text })) }
}
