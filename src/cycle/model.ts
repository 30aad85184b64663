import { type SigningKey, signDocument } from '../access/index.ts'
import { sha256Of } from '../engine/index.ts'
import type { AccountId, AreaId, Json } from '../kernel/index.ts'
import { type Model, parseModel } from '../ranking/index.ts'
import { type ActorDb, proposeModel } from '../store/index.ts'

export type ModelProposal = {
  readonly modelId: string
  readonly areaId: AreaId
  /** The bytes that `trainModel` gave. */
  readonly document: string
  /** What `evaluateModels` said on the same survey, as canonical JSON. */
  readonly evaluation: string | undefined
  readonly proposedBy: AccountId
  readonly key: SigningKey
}

/** Puts a model into the registry, proposed, with a signed manifest of its hashes and its main figures. */
export const submitModel =
  ({ document, evaluation, key, ...proposal }: ModelProposal) =>
  async (db: ActorDb): Promise<void> => {
    const model = parseModel(JSON.parse(document))
    const modelSha256 = sha256Of(document)
    const manifest = manifestOf(model, modelSha256, evaluation)
    const { kid, signature } = signDocument(key, 'model', manifest)
    const name = model.spec.name
    await proposeModel({
      ...proposal,
      name,
      document,
      modelSha256,
      evaluation,
      manifest,
      keyId: kid,
      signature,
    })(db)
    db.audit({
      action: 'model.propose',
      subject: proposal.modelId,
      areaId: proposal.areaId,
      detail: modelSha256,
    })
  }

function manifestOf(model: Model, modelSha256: string, evaluation: string | undefined): Json {
  const { trainedOn, validation, districts, features, codeVersion, codeSha256 } = model
  return {
    format: 'mutakhir-model-manifest/1',
    name: model.spec.name,
    modelSha256,
    evaluationSha256: evaluation === undefined ? null : sha256Of(evaluation),
    dataSha256: trainedOn.dataSha256,
    codeVersion,
    codeSha256,
    households: trainedOn.households,
    psus: trainedOn.psus,
    districts: Object.keys(districts).length,
    features: features.length,
    r2: validation.r2,
    spearman: validation.spearman,
    errors: validation.errors,
  }
}
