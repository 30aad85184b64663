import { type KeptTree, meanOfTree } from './kept-trees.ts'

/** A fork's test and what it adds on either side of it, as a feature's own term of SQL. */
export type TreeSql = {
  /** SQL of a feature's value, never NULL. */
  readonly valueOf: (feature: number) => string
  readonly number: (value: number) => string
}

export type TreeTerm = { readonly feature: number; readonly sql: string }

/**
 * One term a fork, 0 for families that do not come to it: what `forksOnTheWay` yields, so that the terms of some features
 * add up to their contribution, and all of them and the trees' means to the trees' value.
 */
export function treeTerms(trees: readonly KeptTree[], sql: TreeSql): readonly TreeTerm[] {
  return trees.flatMap((tree) => termsOf(tree, sql, (term) => term))
}

function termsOf(tree: KeptTree, sql: TreeSql, reached: (term: string) => string): readonly TreeTerm[] {
  if (typeof tree === 'number') return []
  const { feature, cut, mean, below, above } = tree
  const test = `${sql.valueOf(feature)} <= ${sql.number(cut)}`
  const either = (then: string, otherwise: string) => `case when ${test} then ${then} else ${otherwise} end`
  const own = either(sql.number(meanOfTree(below) - mean), sql.number(meanOfTree(above) - mean))
  return [
    { feature, sql: reached(own) },
    ...termsOf(below, sql, (term) => reached(either(term, '0.0'))),
    ...termsOf(above, sql, (term) => reached(either('0.0', term))),
  ]
}

/** `a + b + c + d` as `((a + b) + (c + d))`: engines bound how deep an expression may be. */
export function balancedSum(terms: readonly string[]): string {
  if (terms.length <= 1) return terms[0] ?? '0.0'
  const middle = terms.length >> 1
  return `(${balancedSum(terms.slice(0, middle))} + ${balancedSum(terms.slice(middle))})`
}
