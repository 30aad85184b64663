/**
 * One SELECT of an analysis, under a name that later steps may use. Pure functions make steps; an engine runs them.
 * (The shape is that of Splink's pipelines: Linacre et al., 2022.)
 */
export type Step = {
  readonly name: string
  /** Steps and tables that `sql` reads. */
  readonly uses: readonly string[]
  readonly sql: string
}

/** Steps that have been put in order; `inputs` are the tables that no step makes. */
export type Pipeline = { readonly inputs: readonly string[]; readonly steps: readonly Step[] }

/**
 * Orders `steps` so that each follows what it uses.
 * @throws Error when two steps share a name, when a name is neither a step nor an input, or when steps form a circle.
 */
export function pipelineOf(steps: readonly Step[], inputs: readonly string[]): Pipeline {
  const byName = new Map(steps.map((step) => [step.name, step]))
  if (byName.size !== steps.length) throw new Error('two steps share a name')
  const ordered = new Set<Step>()
  const visit = (name: string, path: readonly string[]): void => {
    const step = byName.get(name)
    if (!step && !inputs.includes(name))
      throw new Error(`step ${path.at(-1) ?? ''} uses ${name}, which nothing makes`)
    if (!step || ordered.has(step)) return
    if (path.includes(name)) throw new Error(`steps form a circle: ${[...path, name].join(' -> ')}`)
    for (const used of step.uses) visit(used, [...path, name])
    ordered.add(step)
  }
  for (const step of steps) visit(step.name, [])
  return { inputs, steps: [...ordered] }
}

/** The steps as common table expressions of one query that returns the step `result`. */
export function renderPipeline(pipeline: Pipeline, result: string): string {
  const expressions = pipeline.steps.map((step) => `${step.name} as (\n${step.sql.trim()}\n)`)
  return `with ${expressions.join(',\n')}\nselect * from ${result}`
}

/** What differs between the engines that run steps. One object per engine, no condition on the engine elsewhere. */
export type Dialect = {
  readonly name: 'duckdb' | 'spark'
  /** Similarity in [0, 1] of two text expressions (Jaro 1989, Winkler 1990). */
  readonly jaroWinkler: (a: string, b: string) => string
  /** Insertions, deletions and exchanges of letters between two text expressions (Levenshtein 1965). */
  readonly levenshtein: (a: string, b: string) => string
  /** A 64-bit hash of a text expression, equal on every engine: for ties and samples. */
  readonly hash: (text: string) => string
  /** Up to 15 hexadecimal digits as a whole number. */
  readonly hexNumber: (digits: string) => string
  /** The bits in which two whole numbers differ. */
  readonly xor: (a: string, b: string) => string
  /** Columns of a record side by side in one value, each read back as `value.column`. */
  readonly fieldsOf: (record: string, columns: readonly string[]) => string
  /** Without the spaces around it, those of other scripts included. */
  readonly trimmed: (text: string) => string
  /** Small letters without accents. */
  readonly plainText: (text: string) => string
  /** Every stretch of the text that fits the pattern (RE2 and Java read it alike), replaced. */
  readonly replacePattern: (text: string, pattern: string, by: string) => string
  /** Whether the whole text fits the pattern. */
  readonly fitsPattern: (text: string, pattern: string) => string
  /** The text of a bracket of the pattern, counted from 1. */
  readonly extractPattern: (text: string, pattern: string, bracket: number) => string
  /** The words of a text, each once, in alphabetical order: a list. */
  readonly sortedWords: (text: string) => string
  /** The items of a list, parted by a space. */
  readonly joinedWords: (list: string) => string
  /** How many items two lists share. */
  readonly sharedWords: (a: string, b: string) => string
  readonly wordCount: (list: string) => string
  readonly wholeQuotient: (a: string, b: string) => string
  /** A relation of whole numbers `n`, from `from` to below `below`. */
  readonly wholeNumbers: (from: number, below: number) => string
}
