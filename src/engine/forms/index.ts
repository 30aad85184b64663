export { buildForms } from './build-forms.ts'
export { type FormReport, checkForms } from './check-forms.ts'
