import type { Model } from './model.ts'

/**
 * Which of `names` the feature of a model rests on, directly or by the spec's aggregates over members: words of its SQL
 * outside quoted texts.
 */
export function variablesOf(
  { features, spec }: Model,
  feature: string,
  names: readonly string[],
): readonly string[] {
  const sql = features.find(({ name }) => name === feature)?.sql ?? ''
  const direct = wordsOf(sql)
  const through = Object.entries(spec.members).flatMap(([name, aggregate]) =>
    direct.has(name) ? [...wordsOf(aggregate)] : [],
  )
  const words = new Set([...direct, ...through])
  return names.filter((name) => words.has(name))
}

function wordsOf(sql: string): ReadonlySet<string> {
  return new Set(sql.replaceAll(/'[^']*'/g, ' ').match(/[a-z_][a-z0-9_]*/gi) ?? [])
}
