/** Whether a cell says yes, `undefined` when it says neither. */
export function yesOrNo(text: string): boolean | undefined {
  if (/^(yes|true|true\(\)|ya)$/i.test(text)) return true
  return /^(no|false|false\(\)|tidak)$/i.test(text) ? false : undefined
}

const start = String.raw`[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd]`
const further = String.raw`[-.0-9\u00b7\u0300-\u036f\u203f-\u2040]`

/** A name as XML allows it without a colon (NCName), as the source of a pattern. */
export const ncName = `${start}(?:${start}|${further})*`

const xmlName = new RegExp(`^${ncName}(?::${ncName})?$`)

export function isXmlName(text: string): boolean {
  return xmlName.test(text)
}
