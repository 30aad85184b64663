export { type AnswerChecker, type AnswerReport, openAnswerChecker } from './check-answers.ts'
export type { EngineForm } from './form-engine.ts'
export { readPublishedForm } from './read-published-form.ts'
