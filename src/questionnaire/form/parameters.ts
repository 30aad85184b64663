/** `key=value key2=value2`, parted by spaces, commas or semicolons; `undefined` when it cannot be read so. */
export function parseParameters(text: string): ReadonlyMap<string, string> | undefined {
  const rest = text.replaceAll(/([^\s=,;]+)[\s,;]*=[\s,;]*([^\s=,;]+)/g, '')
  if (/[^\s,;]/.test(rest)) return undefined
  const pairs = [...text.matchAll(/([^\s=,;]+)[\s,;]*=[\s,;]*([^\s=,;]+)/g)]
  return new Map(pairs.map(([, key = '', word = '']) => [key.toLowerCase(), caseOf(key.toLowerCase(), word)]))
}

const named = new Set(['value', 'label', 'app', 'tick_labelset', 'reference-geometry'])

/** Names keep their capitals; words of the format do not. */
function caseOf(key: string, word: string): string {
  return named.has(key) || word.startsWith('${') ? word : word.toLowerCase()
}
