export { differingDigits, lastDigits, packDigits } from './packed-digits.ts'
export { type Sql, quoteName, quoteText, renderSql, sql } from './sql.ts'
export { type Dialect, type Pipeline, type Step, pipelineOf, renderPipeline } from './step.ts'
