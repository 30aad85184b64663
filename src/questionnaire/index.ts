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
export { compareDictionaries } from './dictionary/compare-dictionaries.ts'
export { messageOf } from './form/form-texts.ts'
export type { DataDictionary, DictionaryItem } from './dictionary/data-dictionary.ts'
export { renderDictionaryDdi } from './dictionary/dictionary-ddi.ts'
export { renderDictionaryHtml } from './dictionary/dictionary-html.ts'
export { dictionaryTable, tableHeadings } from './dictionary/dictionary-table.ts'
export { type ModelUse, withPredictors } from './dictionary/predictors.ts'
export { type AnswerTable, answerTables, extendTables } from './dictionary/table-columns.ts'
export { msVarHeadings, msVarRows } from './dictionary/ms-var.ts'
export type { FormMedia } from './media-files.ts'
export { type FormComparison, compareForms } from './changes/compare-forms.ts'
export { type ChangeKind, type FormChange, changeKinds } from './changes/form-change.ts'
export { renderChanges } from './changes/render-changes.ts'
export { type Manual, manualOf } from './manual/manual.ts'
export { quizHeadings, quizRows } from './manual/quiz-rows.ts'
export { renderManual } from './manual/render-manual.ts'
export { type Role, findRole, roleNames, roles } from './manual/roles.ts'
