import type { Dialect } from '../sql/index.ts'
import { type BlockRule, blockRuleOf } from './block/block-rule.ts'
import { type Comparison, comparisonOf } from './compare/comparison.ts'
import type { Feature } from './compare/feature.ts'
import type { LinkageSettings } from './settings/parse-settings.ts'

/** Settings made ready to run on an engine. */
export type LinkagePlan = {
  readonly settings: LinkageSettings
  /** Columns of the settings in order; a column's place is its number in all SQL. */
  readonly columns: readonly string[]
  readonly comparisons: readonly Comparison[]
  readonly rules: readonly BlockRule[]
  readonly trainingRules: readonly BlockRule[]
  /** Columns of the table `record`, each once. */
  readonly features: readonly Feature[]
  /** Columns that are read as names, by number. */
  readonly nameColumns: readonly number[]
}

export function planLinkage(settings: LinkageSettings, dialect: Dialect): LinkagePlan {
  const columns = columnsOf(settings)
  const numberOf = (column: string) => columns.indexOf(column)
  const reader = { comparisons: settings.comparisons, numberOf, dialect }
  const comparisons = settings.comparisons.map((each) => comparisonOf(each, numberOf, dialect))
  const rules = settings.blocking.map((parts) => blockRuleOf(parts, reader))
  const trainingRules = settings.training.map((parts) => blockRuleOf(parts, reader))
  const all = [...comparisons, ...rules, ...trainingRules].flatMap(({ features }) => features)
  const features = [...new Map(all.map((feature) => [feature.name, feature])).values()]
  const names = features.flatMap(({ reading, column }) => (reading === 'name' ? [numberOf(column)] : []))
  return {
    settings,
    columns,
    comparisons,
    rules,
    trainingRules,
    features,
    nameColumns: [...new Set(names)],
  }
}

function columnsOf(settings: LinkageSettings): readonly string[] {
  const compared = settings.comparisons.flatMap((each) =>
    each.as === 'text' && each.swapped_with !== undefined ? [each.column, each.swapped_with] : [each.column],
  )
  const keys = [...settings.blocking, ...settings.training].flat().map(({ column }) => column)
  const further = [settings.one_per_cluster, settings.household].filter((column) => column !== undefined)
  return [...new Set([...compared, ...keys, ...further])]
}
