export { linkFiles } from './link-files.ts'
export type { LinkageRefused, LinkageReport, LinkageRequest, Linked, RuleReport } from './request.ts'
export { type EvaluateLinksRequest, type LinkEvaluation, evaluateLinks } from './evaluate/evaluate-links.ts'
export { type LinkReportRequest, writeLinkReport } from './report/write-report.ts'
export { type DrawSampleRequest, type DrawnSample, drawSample } from './clerical/draw-sample.ts'
export { type JudgeSampleRequest, type SampleJudged, judgeSample } from './clerical/judge-sample.ts'
export {
  type RecalibrateRequest,
  type Recalibrated,
  recalibrate,
  shiftModelFolder,
} from './clerical/recalibrate.ts'
export { type RegisterRead, readRegister } from './read-register.ts'
export { explainPair } from './report/explain-pair.ts'
