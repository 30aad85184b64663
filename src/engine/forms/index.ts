export { buildForms } from './build-forms.ts'
export { type FormReport, checkForms, compileFile, formIssues } from './check-forms.ts'
export { type ComparisonReport, compareFormFiles } from './compare-files.ts'
export { type ManualReport, makeManuals } from './make-manuals.ts'
