export { type BuildReport, buildForms } from './build-forms.ts'
export { type FormIssue, type FormOptions, type FormReport, checkForms } from './check-forms.ts'
