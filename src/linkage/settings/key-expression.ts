/** A part of a blocking rule: a column, or a function of one. */
export type KeyPart = { readonly function: KeyFunction; readonly column: string; readonly length: number }

const keyFunctions = {
  /** The whole column. */
  value: false,
  first: true,
  last: true,
  word: true,
  year: false,
  month: false,
  day: false,
  first_sound: false,
  last_sound: false,
  sorted: false,
  joined: false,
} as const satisfies Readonly<Record<string, boolean>>

export type KeyFunction = keyof typeof keyFunctions

/** The functions that a rule may use, as the documentation lists them. */
export const keyFunctionNames: readonly string[] = Object.keys(keyFunctions).filter(
  (name) => name !== 'value',
)

/**
 * Reads a rule such as `surname, first(given_name, 3), year(birth_date)`, or its parts as a list. The only grammar is
 * that of a column or one function of a column, so nothing of a settings file ever becomes SQL.
 * @returns the parts, or the text that is no part.
 */
export function parseRule(
  rule: string | readonly string[],
): readonly KeyPart[] | { readonly unread: string } {
  const texts = typeof rule === 'string' ? splitParts(rule) : rule
  const parts: KeyPart[] = []
  for (const text of texts) {
    const part = parsePart(text.trim())
    if (part === undefined) return { unread: text }
    parts.push(part)
  }
  return parts
}

/** At commas and ampersands outside brackets. */
function splitParts(text: string): readonly string[] {
  return text.split(/[,&](?![^(]*\))/)
}

function parsePart(text: string): KeyPart | undefined {
  const call = /^([a-z_]+)\(\s*([^(),]+?)\s*(?:,\s*(\d{1,2})\s*)?\)$/i.exec(text)
  if (!call) return /^[^(),;'"`]+$/.test(text) ? { function: 'value', column: text, length: 0 } : undefined
  const [, name = '', column = '', length] = call
  const known = findFunction(name.toLowerCase())
  if (known === undefined || keyFunctions[known] !== (length !== undefined)) return undefined
  const count = Number(length ?? 0)
  return keyFunctions[known] && count < 1 ? undefined : { function: known, column, length: count }
}

function findFunction(name: string): KeyFunction | undefined {
  for (const known in keyFunctions) if (isFunction(known) && known === name) return known
  return undefined
}

function isFunction(name: string): name is KeyFunction {
  return name in keyFunctions
}

/** As a reader writes it. */
export function renderRule(parts: readonly KeyPart[]): string {
  return parts.map(renderPart).join(', ')
}

function renderPart({ function: name, column, length }: KeyPart): string {
  if (name === 'value') return column
  return length > 0 ? `${name}(${column}, ${length})` : `${name}(${column})`
}
