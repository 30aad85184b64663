/**
 * A number of an XLSX as a person reads it. Digits of whole numbers are kept one by one, never through a float, so that
 * `3.2040101011990E+15` gives all 16 digits; fractions are rounded to the 15 digits that Excel shows.
 */
export function numberText(raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d{1,3}))?$/i.exec(raw)
  if (!match) return raw
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const zeros = Number(exponent) - fraction.replace(/0+$/, '').length
  if (zeros >= 0 && zeros <= 40)
    return sign + trimZeros(whole + fraction.replace(/0+$/, '') + '0'.repeat(zeros))
  return plainDecimal(Number(Number(raw).toPrecision(15)))
}

function trimZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}

/** Without an exponent, which `String` writes from 1e-7 down. */
function plainDecimal(value: number): string {
  const text = String(value)
  return text.includes('e-') ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text
}
