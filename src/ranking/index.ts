export { type CoefficientRow, coefficientTable } from './coefficient-table.ts'
export { type LineProbability, probabilityBelow } from './line-probability.ts'
export { checkTraining, heldBySign } from './check-training.ts'
export { checkSurvey, fewestHouseholds } from './check-survey.ts'
export { type Evaluation, type EvaluateOptions, evaluate, residualWins } from './evaluate.ts'
export { type EvaluationReport, parseEvaluation, renderEvaluation } from './evaluation/report.ts'
export { type Inference, inferenceOf } from './evaluation/inference.ts'
export { type Equivalence, type Stability, equivalenceOf, stabilityOf } from './evaluation/stability.ts'
export { modelScores } from './model-scores.ts'
export { type Explanation, type Fact, type GroupContribution, explain } from './explain.ts'
export {
  codedFamilySteps,
  featureColumn,
  featureExpression,
  featureList,
  roleExpression,
  surveySteps,
} from './feature-steps.ts'
export { groupLabel, groupingLabel } from './group-labels.ts'
export { type GramInput, type Grams, addRows, gramsOf } from './gram.ts'
export { rowsByCell } from './grouping.ts'
export { plainKernel } from './plain-kernel.ts'
export { type ResolvedFeatures, completedSpec, resolveFeatures, rolesOf } from './features.ts'
export { type GramSpace, type HistogramSpace, type Kernel, panelRows } from './kernel.ts'
export {
  type Difference,
  type Moments,
  differencesOf,
  momentSteps,
  districtWithoutSample,
  unmatchedDistricts,
} from './harmonisation.ts'
export { type MethodName, everyMethod, methodNames } from './methods.ts'
export { type Model, type ModelArea, parseModel, renderModel } from './model.ts'
export { type Provenance, modelOf } from './model-of.ts'
export { fitOfficial } from './official.ts'
export {
  type PovertyMap,
  type RankingRules,
  allotQuotas,
  parsePovertyMap,
  parseRankingRules,
  rateOf,
} from './quota.ts'
export { renderPmml } from './pmml.ts'
export { type QuestionLosses, questionLosses } from './question-losses.ts'
export { type QuestionGroup, questionGroupLabels, questionGroups } from './question-group.ts'
export { variablesOf } from './variables-of.ts'
export { renderReasons } from './reasons.ts'
export {
  type ScoreOptions,
  type ScoreSteps,
  keptSteps,
  scoreSteps,
  scoresTable,
} from './score-steps.ts'
export { type FeatureSpec, type ParsedSpec, type Spec, parseSpec } from './spec.ts'
export { type StagedModel, firstStageOnly, fitSecondStage } from './second-stage.ts'
export { standingSteps, standingsTable } from './standing-steps.ts'
export { type ReadColumns, type Survey, surveyOf, withoutFeatures } from './survey.ts'
export { type Tools, type Training, trainingOf } from './training.ts'
export type { Binned } from './trees/bins.ts'
