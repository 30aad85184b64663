import type { DataDictionary, DictionaryItem } from './data-dictionary.ts'

/** What a ranking model computes its score from. */
export type ModelUse = {
  readonly model: string
  /** The expressions of its features, as SQL over the columns of the registry. */
  readonly expressions: readonly string[]
  /** Aggregates over the members of a family, by the name that the expressions give them. */
  readonly members: Readonly<Record<string, string>>
}

/** The dictionary with the models that use each item; the registry's name of an item is that of its `save_to`. */
export function withPredictors(dictionary: DataDictionary, uses: readonly ModelUse[]): DataDictionary {
  const words = uses.map((use) => ({ model: use.model, words: wordsOf(use) }))
  const items = dictionary.items.map((item) => {
    const names = [item.name, ...propertyOf(item)]
    const models = words.filter((use) => names.some((name) => use.words.has(name))).map(({ model }) => model)
    return models.length === 0 ? item : { ...item, models }
  })
  return { ...dictionary, items }
}

/** The identifiers of the features, and of the aggregates that they name. */
function wordsOf({ expressions, members }: ModelUse): ReadonlySet<string> {
  const direct = expressions.flatMap(identifiersIn)
  const through = direct.flatMap((word) =>
    Object.hasOwn(members, word) ? identifiersIn(members[word] ?? '') : [],
  )
  return new Set([...direct, ...through])
}

function identifiersIn(expression: string): readonly string[] {
  return expression.replaceAll(/'[^']*'/g, ' ').match(/[A-Za-z_]\w*/g) ?? []
}

function propertyOf({ saveTo }: DictionaryItem): readonly string[] {
  return saveTo === undefined ? [] : [saveTo.slice(saveTo.indexOf('#') + 1)]
}
