export { buildForms } from './build-forms.ts'
export { type FormReport, checkForms, compileFile } from './check-forms.ts'
