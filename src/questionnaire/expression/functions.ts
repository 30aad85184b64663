/** Functions that ODK Collect or Web Forms knows: XPath 1.0, XForms, OpenRosa and those of ODK (https://getodk.github.io/xforms-spec/#xpath-functions). */
const known = new Set(
  `last position count id local-name namespace-uri name string concat starts-with contains substring-before
  substring-after substring string-length normalize-space translate boolean not true false lang number sum floor ceiling
  round instance current if coalesce once selected selected-at count-selected jr:itext jr:choice-name indexed-repeat
  now today date date-time decimal-date decimal-date-time decimal-time format-date format-date-time area distance
  enclosed-area boolean-from-string checklist weighted-checklist pow exp exp10 log log10 abs sqrt sin cos tan asin acos
  atan atan2 pi min max int random randomize uuid digest base64-decode regex substr ends-with join count-non-empty
  pulldata version position property thousandsep geofence intersects node text comment processing-instruction
  extract-signed search depend is-selected`.split(/\s+/),
)

/** The functions of an expression that nobody knows. */
export function unknownFunctions(text: string): readonly string[] {
  const outside = text.replaceAll(/"[^"]*"|'[^']*'/g, "''")
  const called = [...outside.matchAll(/([\w:.-]+)\s*\(/g)].map(([, name = '']) => name)
  return [...new Set(called)].filter(
    (name) => /^[a-z_]/i.test(name) && !known.has(name) && !operators.has(name),
  )
}

const operators = new Set(['and', 'or', 'div', 'mod'])

/** What ODK has in place of functions of other systems. */
export const counterparts: Readonly<Record<string, string>> = {
  index: 'position(..)',
  duration: 'decimal-date-time(now()) - decimal-date-time(${start})',
  'device-info': '${deviceid}',
  'format-number': 'string(…)',
  'rank-value': 'selected-at(…)',
}
