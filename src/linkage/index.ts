export { type NameForm, nameForm } from './name/name-form.ts'
export {
  type NameFormColumn,
  type NameFormTable,
  type NameWordTable,
  distinctNameStep,
  nameFormTable,
  nameWordMaker,
} from './name/name-form-table.ts'
export { type FieldOutcome, comparedFields } from './field-outcome.ts'
export {
  type MatchReason,
  type MatchReasonCode,
  type MatchStatus,
  matchReasons,
} from './register/match-reasons.ts'
export {
  type LetterDays,
  type LetterPerson,
  type RemedyLetter,
  renderRemedyLetters,
} from './register/remedy-letter.ts'
export { registerMatchSteps } from './register/register-match.ts'
export {
  type DuplicateReason,
  type DuplicateReasonCode,
  type DuplicateTier,
  duplicateReasons,
} from './duplicate/duplicate-reasons.ts'
export { duplicateSteps } from './duplicate/duplicates.ts'
export { type RuleSettings, ruleDefaults } from './settings.ts'
export { type LinkageSettings, type ParsedSettings, parseSettings } from './settings/parse-settings.ts'
export { type LinkagePlan, planLinkage } from './linkage-plan.ts'
export { householdSteps } from './household-steps.ts'
export { nameFormStep, recordColumns, recordStep, sourceNameStep } from './record-steps.ts'
export { type BlockRule } from './block/block-rule.ts'
export {
  type PlacedRule,
  type RulePlan,
  type Sides,
  blockStep,
  chunkStep,
  pairStep,
  plannedRecordStep,
} from './block/pair-steps.ts'
export { type Comparison, levelsOfPattern } from './compare/comparison.ts'
export { dayNumberSql } from './compare/read-date.ts'
export { levelSteps, weightSteps } from './compare/compare-steps.ts'
export { weightGroups, weightRows } from './model/weight-tables.ts'
export { type Model } from './model/model.ts'
export { parseModel } from './model/parse-model.ts'
export {
  type CountedAgreement,
  type Evidence,
  type PatternCount,
  type TrainingCount,
} from './model/evidence.ts'
export {
  agreementStep,
  learningRecordStep,
  lowRecordStep,
  mostSampled,
  patternCountStep,
  randomPairStep,
  sampledRecordStep,
  trainingPairSteps,
  valueCountStep,
} from './model/evidence-steps.ts'
export { frequencyBits, hasBit, trainLinkage } from './model/train.ts'
export { estimateErrors, falsePairsOf } from './model/estimate-errors.ts'
export { type Weights, probabilityOf, weightOfProbability, weightsOf } from './model/weights.ts'
export { type EvidencePiece, tellPair } from './model/tell-pair.ts'
export { type Calibration, type JudgedPair, calibrate, shiftModel } from './model/calibrate.ts'
export { type Clusters, type Links, clusterLinks } from './cluster/clusters.ts'
export { chooseLinks } from './cluster/best-links.ts'
export { unionFind } from './cluster/union-find.ts'
export {
  type Agreement,
  type ThresholdPoint,
  type WeightLabel,
  agreementOf,
  bestThreshold,
  thinned,
  thresholdCurve,
} from './evaluate/agreement.ts'
export { type SampledShare, type Stratum, stratifiedShare, wilsonInterval } from './evaluate/interval.ts'
export { indonesiaSettings, indonesiaSettingsFor } from './settings/indonesia.ts'
export { registerSettings } from './settings/register.ts'
export { registrySettings } from './settings/registry.ts'
export {
  type ClericalEstimate,
  type JudgedStratum,
  type TierEstimate,
  clericalEstimate,
  clericalStrata,
  tierEstimates,
} from './evaluate/clerical.ts'
