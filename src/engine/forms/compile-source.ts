import { basename, extname } from 'node:path'
import { type Issue, isError } from '../../kernel/index.ts'
import { type CompileOptions, type CompiledForm, compileForm } from '../../questionnaire/index.ts'
import { type TableFile, type Workbook, readWorkbook } from '../../sheets/index.ts'

export type FormOptions = Pick<CompileOptions, 'lenient'>

export type CompiledSource = {
  readonly workbook: Workbook
  /** Absent where the file cannot be read. */
  readonly compiled: CompiledForm | undefined
  readonly issues: readonly Issue[]
}

/** An authored questionnaire, compiled as far as it can be read. */
export function compileSource(file: TableFile, options: FormOptions = {}): CompiledSource {
  const { workbook, issues } = readWorkbook(file)
  if (issues.some(isError)) return { workbook, compiled: undefined, issues }
  const compiled = compileForm(workbook, { ...options, fallbackId: formName(file.name) })
  return { workbook, compiled, issues: [...issues, ...compiled.issues] }
}

/** `keluarga` of `instruments/keluarga.xlsx`. */
export function formName(file: string): string {
  return basename(file, extname(file))
}
