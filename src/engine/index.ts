export {
  type Columns,
  type DuckDb,
  type DuckDbOptions,
  copyToParquet,
  duckDbDialect,
  openDuckDb,
  readTable,
  readTables,
  runPipeline,
} from './duckdb/index.ts'
export {
  type EvaluateRequest,
  type Evaluated,
  type ExplainRequest,
  type OnProgress,
  type QuotaReport,
  type QuotaRequest,
  type Progress,
  type Refused,
  type ScoreRequest,
  type Scored,
  type TrainReport,
  type TrainRequest,
  type Trained,
  evaluateModels,
  explainFamilies,
  scoreSnapshot,
  trainModel,
  applyQuotas,
} from './ranking/index.ts'
export {
  type ComparisonReport,
  type FormReport,
  type ManualReport,
  buildForms,
  checkForms,
  compareFormFiles,
  compileFile,
  makeManuals,
} from './forms/index.ts'
export { type PrintOptions, type Printer, openBrowser, openPrinter, renderPdf } from './print/index.ts'
export { drawChart } from './charts/index.ts'
export {
  type PilotColumns,
  type ReadPilot,
  readDecisions,
  readGains,
  readNotes,
  readPilot,
  readPilotFiles,
  unpackPilot,
} from './pilot/index.ts'
export {
  type AnswerChecker,
  type AnswerReport,
  type EngineForm,
  openAnswerChecker,
  readPublishedForm,
} from './answers/index.ts'
