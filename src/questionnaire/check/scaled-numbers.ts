/** A decimal number times the power of ten that all numbers of a question share, so that sums and rests are exact. */
export type Scaled = bigint

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i

/** The texts that are decimal numbers, on one scale. */
export function scaledNumbers(texts: readonly string[]): ReadonlyMap<string, Scaled> {
  const parts = texts.flatMap((text) => {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = pattern.exec(text) ?? []
    return whole + fraction === ''
      ? []
      : [{ text, digits: BigInt(`${whole}${fraction}`), sign, scale: fraction.length - Number(exponent) }]
  })
  const scale = parts.reduce((most, part) => Math.max(most, part.scale), 0)
  return new Map(
    parts.map(({ text, digits, sign, scale: own }) => [
      text,
      (sign === '-' ? -digits : digits) * 10n ** BigInt(scale - own),
    ]),
  )
}
