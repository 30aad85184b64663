import { type Issue, isError } from '../../kernel/index.ts'
import { type CompiledForm, compileForm } from '../../questionnaire/index.ts'
import { type TableFile, type Workbook, readWorkbook } from '../../sheets/index.ts'

export type CompiledSource = {
  readonly workbook: Workbook
  readonly compiled: CompiledForm | undefined
  readonly issues: readonly Issue[]
}

/** An authored questionnaire, compiled as far as it can be read. */
export function compileSource(file: TableFile): CompiledSource {
  const { workbook, issues } = readWorkbook(file)
  if (issues.some(isError)) return { workbook, compiled: undefined, issues }
  const fallbackId = file.name.replace(/\.\w+$/, '')
  const compiled = compileForm(workbook, { fallbackId })
  return { workbook, compiled, issues: [...issues, ...compiled.issues] }
}
