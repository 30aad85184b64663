import {
  type EvidencePiece,
  parseModel,
  parseSettings,
  planLinkage,
  tellPair,
  weightsOf,
} from '../../../linkage/index.ts'
import { duckDbDialect } from '../../duckdb/index.ts'

/** The evidence of a pair of a run, from the settings and the model that the run kept. */
export function explainPair(
  pair: { readonly pattern: number; readonly weight: number },
  run: { readonly settings: unknown; readonly model: unknown },
): readonly EvidencePiece[] {
  const parsed = parseSettings(run.settings)
  if (parsed.kind === 'refused') throw new Error('a run kept settings that cannot be read')
  const model = parseModel(JSON.stringify(run.model))
  if (model === undefined) throw new Error('a run kept a model that cannot be read')
  const { comparisons } = planLinkage(parsed.settings, duckDbDialect)
  return tellPair(pair, comparisons, weightsOf(model, parsed.settings.keep))
}
