/** `key=value key2=value2`, parted by spaces, commas or semicolons; `undefined` when it cannot be read so. */
export function parseParameters(text: string): ReadonlyMap<string, string> | undefined {
  const words = text.match(/=|[^\s=,;]+/g) ?? []
  const parameters = new Map<string, string>()
  for (let at = 0; at < words.length; at += 3) {
    const [key = '=', equals, word = '='] = words.slice(at, at + 3)
    if (key === '=' || equals !== '=' || word === '=') return undefined
    parameters.set(key.toLowerCase(), caseOf(key.toLowerCase(), word))
  }
  return parameters
}

const named = new Set(['value', 'label', 'app', 'tick_labelset', 'reference-geometry'])

/** Names keep their capitals; words of the format do not. */
function caseOf(key: string, word: string): string {
  return named.has(key) || word.startsWith('${') ? word : word.toLowerCase()
}
