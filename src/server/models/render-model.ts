import { type PublicJwk, isSigned } from '../../access/index.ts'
import { sha256Of } from '../../engine/index.ts'
import type { Json } from '../../kernel/index.ts'
import {
  type EvaluationReport,
  type Model,
  groupLabel,
  groupingLabel,
  parseEvaluation,
  parseModel,
} from '../../ranking/index.ts'
import type { ModelHead, ModelRun, ModelStepRow } from '../../store/index.ts'
import { z } from 'zod'
import type { ComparedModel, ModelBrief, ModelVerification, RankingModel } from '../contract/model.ts'

const manifestSchema = z.looseObject({
  households: z.int(),
  features: z.int(),
  r2: z.number(),
  spearman: z.number(),
  errors: z.array(z.object({ quota: z.number(), value: z.number(), se: z.number() })),
  evaluationSha256: z.string().nullable(),
})

/** A model in the list, from its signed manifest. */
export function renderModelBrief(head: ModelHead): ModelBrief {
  const { households, features, r2, spearman, errors } = manifestSchema.parse(head.manifest)
  const { modelId, name, state, modelSha256, proposedByName, at } = head
  return {
    modelId,
    name,
    state,
    modelSha256,
    proposedBy: proposedByName,
    at,
    households,
    features,
    r2,
    spearman,
    errors,
  }
}

export type ModelFile = {
  readonly head: ModelHead
  readonly document: string
  readonly evaluation: string | null
  readonly steps: readonly ModelStepRow[]
  readonly runs: readonly ModelRun[]
  readonly asker: string
}

export function renderRankingModel({
  head,
  document,
  evaluation,
  steps,
  runs,
  asker,
}: ModelFile): RankingModel {
  const model = parseModel(JSON.parse(document))
  const { validation, trainedOn, sigma, attention, penalties, spec } = model
  return {
    ...renderModelBrief(head),
    manifest: head.manifest,
    keyId: head.keyId,
    signature: head.signature,
    own: head.proposedBy === asker,
    steps: [...steps],
    runs: [...runs],
    trainedOn,
    code: { version: model.codeVersion, sha256: model.codeSha256 },
    unit: spec.unit,
    quota: validation.quota,
    sigma,
    attention,
    penalties,
    calibration: validation.calibration,
    lorenz: validation.lorenz,
    groups: validation.groups.map((each) => ({
      ...each,
      byLabel: groupingLabel(each.by),
      label: groupLabel(each.by, each.group),
    })),
    variables: variablesOf(model),
    trees: {
      count: model.trees.length,
      wanted: spec.trees !== 'never',
      difference: differenceOf(model.stages),
    },
    compared: evaluation === null ? [] : comparedOf(parseEvaluation(JSON.parse(evaluation))),
  }
}

/** National coefficients with the standard errors that the covariance holds on its diagonal. */
function variablesOf({ features, national, covariance }: Model): RankingModel['variables'] {
  return features.map(({ name, group, label }, index) => {
    const place = index + 1
    const variance = covariance[(place * (place + 1)) / 2 + place] ?? 0
    return { name, group, label, coefficient: national.coefficients[place] ?? 0, se: Math.sqrt(variance) }
  })
}

function comparedOf({ models }: EvaluationReport): ComparedModel[] {
  return models.map(({ name, r2, spearman, err, se, paired, coefficients }) => ({
    name,
    r2,
    spearman,
    variables: coefficients ? Object.keys(coefficients).length - 1 : null,
    errors: (['10', '20', '30', '40'] as const).map((percent) => ({
      quota: Number(percent) / 100,
      value: err[percent],
      se: se[`err${percent}`],
    })),
    difference: differenceOf(paired['official']),
  }))
}

function differenceOf(paired: Model['stages'] | undefined): ComparedModel['difference'] {
  if (!paired) return null
  const told = ({ difference, se }: { readonly difference: number; readonly se: number }) => ({
    value: difference,
    se,
  })
  return { err20: told(paired.err20), err40: told(paired.err40) }
}

/** Whether the bytes are those that were signed, by one of our keys. */
export function verifyModel(
  { manifest, keyId: kid, signature, modelSha256 }: ModelHead,
  { document, evaluation }: { readonly document: string; readonly evaluation: string | null },
  keys: readonly PublicJwk[],
): ModelVerification {
  const signed: Json = manifest
  const isGenuine = isSigned(keys, 'model', signed, { kid, signature })
  const { evaluationSha256 } = manifestSchema.parse(manifest)
  const bytes =
    sha256Of(document) === modelSha256 &&
    (evaluation === null ? null : sha256Of(evaluation)) === evaluationSha256
  return { ok: isGenuine && bytes, signature: isGenuine, bytes }
}
