import type { ComparisonSettings } from '../settings/schema.ts'
import { type KeyPart, renderRule } from '../settings/key-expression.ts'
import { type BlockRule, type RulePart, type RuleReader, blockRuleOf } from './block-rule.ts'

/** A rule and its place among the rules. */
export type PlacedRule = { readonly rule: BlockRule; readonly index: number }

/**
 * One join of the records by the key of `rule`, which all its guests imply: each pair of it then says for which of them it
 * holds. Mostly a rule is its only guest.
 */
export type RuleJoin = { readonly rule: BlockRule; readonly guests: readonly PlacedRule[] }

/** What two rules and more have in common, each as a rule: joins that may be made for all of them at once. */
export function commonRules(rules: readonly BlockRule[], reader: RuleReader): readonly BlockRule[] {
  const found = rules.flatMap((one, index) =>
    rules.slice(index + 1).map((other) => blockRuleOf(commonParts(one, other), reader)),
  )
  return [...new Map(found.map((rule) => [rule.text, rule])).values()].filter(({ parts }) => parts.length > 0)
}

/** What agreement on either key implies, without parts that others of them imply, in one order. */
function commonParts(one: BlockRule, other: BlockRule): readonly KeyPart[] {
  const shared = [...one.parts, ...other.parts].filter((part) =>
    [one, other].every(({ parts }) => parts.some((known) => implies(known, part))),
  )
  const different = [...new Map(shared.map((part) => [renderRule([part]), part])).values()]
  return different
    .filter((part) => !different.some((known) => known !== part && implies(known, part)))
    .toSorted((a, b) => (renderRule([a]) < renderRule([b]) ? -1 : 1))
}

/**
 * Puts rules together where that saves work: a join costs about as much as there are records, and each pair of it about as
 * much as a record (measured at one and five million).
 */
export function chooseJoins(
  rules: readonly PlacedRule[],
  carriers: readonly { readonly rule: BlockRule; readonly pairs: number }[],
  records: number,
): readonly RuleJoin[] {
  const chosen: RuleJoin[] = []
  let alone = rules
  for (;;) {
    const offers = carriers.map(({ rule, pairs }) => {
      const guests = alone.filter((guest) => isContained(guest.rule, rule))
      return { rule, guests, saved: records * (guests.length - 1) - pairs }
    })
    const best = offers.filter(({ saved }) => saved > 0).toSorted((a, b) => b.saved - a.saved)[0]
    if (best === undefined) break
    chosen.push({ rule: best.rule, guests: best.guests })
    alone = alone.filter((rule) => !best.guests.includes(rule))
  }
  return [...chosen, ...alone.map((guest) => ({ rule: guest.rule, guests: [guest] }))]
}

/** Whether records that agree on the key of `inner` agree on that of `outer` too, so that it makes all pairs of both. */
function isContained(inner: BlockRule, outer: BlockRule): boolean {
  return outer.parts.every((part) => inner.parts.some((known) => implies(known, part)))
}

/** What of a rule must still agree once two records agree on the key of `outer`. */
export function partsBeyond({ parts }: BlockRule, outer: BlockRule): readonly RulePart[] {
  return parts.filter((part) => !outer.parts.some((known) => implies(known, part)))
}

function implies(known: RulePart, part: RulePart): boolean {
  if (known.column !== part.column) return false
  if (known.function === 'value' && piecesOf[known.as].includes(part.function)) return true
  if (known.function !== part.function) return false
  return known.function === 'word' ? known.length === part.length : known.length >= part.length
}

/** What is a piece of a whole column, read as the column is, and there whenever that is. */
const piecesOf: Readonly<Record<ComparisonSettings['as'], readonly KeyPart['function'][]>> = {
  nik: ['last'],
  digits: ['last'],
  date: ['year', 'month', 'day'],
  area: ['first', 'last'],
  exact: ['first', 'last'],
  text: ['first', 'last'],
  words: ['first', 'last'],
  name: [],
  number: [],
}
