import { type Json, type Message, canonicalJson } from '../kernel/index.ts'

/**
 * The hub of the house: one variable is a question of the form, a column of the registry and of the snapshot, a
 * predictor of the model and an attribute of the API, under one name.
 */
export type Codebook = {
  /** `form_id` and `version` of the questionnaire it was read from. */
  readonly form: string
  readonly version: string
  readonly title: Message
  readonly variables: readonly Variable[]
}

export type Level = 'family' | 'person'

/** `secret` is an identity number: text that is encrypted at rest and never reaches a snapshot. */
export type VariableType = 'text' | 'integer' | 'decimal' | 'date' | 'code' | 'secret'

export type Variable = {
  readonly name: string
  readonly level: Level
  readonly type: VariableType
  /** Several codes at once, parted by spaces, as ODK gives them. */
  readonly multiple?: true
  /** Of a number: `m2`, `g`, `ha`. */
  readonly unit?: string
  readonly label: Message
  /** Of a code. Codes are text in every store. */
  readonly categories: readonly Category[]
  /** Both ends belong to it. */
  readonly range?: Range
  /** Who is asked, as an XPath condition of the form; all of the level when absent. */
  readonly universe?: string
  /** The items of other instruments that it answers. */
  readonly items: readonly Item[]
}

export type Category = { readonly code: string; readonly label: Message }

export type Range = { readonly min?: number; readonly max?: number }

export type Item = { readonly instrument: string; readonly id: string }

export function findVariable(codebook: Codebook, level: Level, name: string): Variable | undefined {
  return codebook.variables.find((variable) => variable.level === level && variable.name === name)
}

export function variablesOf(codebook: Codebook, level: Level): readonly Variable[] {
  return codebook.variables.filter((variable) => variable.level === level)
}

/** The hash that a snapshot's manifest names. `sha256` gives the hexadecimal digest of a text in UTF-8. */
export function codebookSha256(codebook: Codebook, sha256: (text: string) => string): string {
  return sha256(canonicalJson(codebookJson(codebook)))
}

function codebookJson(codebook: Codebook): Json {
  return { ...codebook, variables: codebook.variables.map((variable) => ({ ...variable })) }
}
