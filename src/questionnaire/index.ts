export { familyCodebook, familyCodebookSha256 } from './builtin-codebook.ts'
export {
  type Category,
  type Codebook,
  type Item,
  type Level,
  type Range,
  type Variable,
  type VariableType,
  codebookSha256,
  findVariable,
  variablesOf,
} from './codebook.ts'
export { checkValue } from './check-value.ts'
export { readCodebook } from './read-codebook.ts'
export { renderCodebookModule } from './render-codebook-module.ts'
export { type CompileOptions, type CompiledForm, checkForm, compileForm } from './compile-form.ts'
