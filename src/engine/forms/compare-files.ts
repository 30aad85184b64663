import { type Issue, isError } from '../../kernel/index.ts'
import { type FormComparison, compareForms } from '../../questionnaire/index.ts'
import { type FormIssue, compileFile, formIssues } from './check-forms.ts'

export type ComparisonReport = {
  readonly ok: boolean
  readonly issues: readonly FormIssue[]
  /** Null when one of the two forms cannot be read. */
  readonly comparison: FormComparison | null
}

/** What a form changes since an older version of it. */
export async function compareFormFiles(older: string, newer: string): Promise<ComparisonReport> {
  const [before, after] = [await compileFile(older, {}), await compileFile(newer, {})]
  if (!before.compiled || !after.compiled) {
    const issues = [...before.report.issues, ...after.report.issues]
    return { ok: false, issues, comparison: null }
  }
  const comparison = compareForms(before.compiled.form, after.compiled.form)
  const found: readonly Issue[] = comparison.issues
  return { ok: !found.some(isError), issues: formIssues(found), comparison }
}
