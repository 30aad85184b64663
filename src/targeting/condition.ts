import { z } from 'zod'
import { quoteText } from '../sql/index.ts'

/**
 * Conditions over columns of the snapshot, as data: they come from a programme's file, are checked against the columns
 * that exist, and become SQL. A missing value fulfils no comparison: `compare` and `oneOf` are then false, not unknown.
 */
type Grouped<Leaf> =
  | Leaf
  | { readonly kind: 'all'; readonly of: readonly Grouped<Leaf>[] }
  | { readonly kind: 'any'; readonly of: readonly Grouped<Leaf>[] }
  | { readonly kind: 'not'; readonly of: Grouped<Leaf> }

type ColumnLeaf =
  | {
      readonly kind: 'compare'
      readonly column: string
      readonly is: (typeof comparisons)[number]
      readonly value: string | number
    }
  | { readonly kind: 'oneOf'; readonly column: string; readonly values: readonly string[] }

/** At least so many members of the family fulfil `who`. */
type MembersLeaf = { readonly kind: 'members'; readonly who: PersonCondition; readonly atLeast: number }

/** Over one person: columns of the snapshot's person table. */
export type PersonCondition = Grouped<ColumnLeaf>

/** Over a family: columns of the family table and of its score, or its members. */
export type FamilyCondition = Grouped<ColumnLeaf | MembersLeaf>

const comparisons = ['=', '<>', '<', '<=', '>', '>='] as const

/** Lower case, so that no engine needs it quoted. */
const columnSchema = z.string().regex(/^[a-z][a-z0-9_]*$/)

const columnLeafSchemas = [
  z.strictObject({
    kind: z.literal('compare'),
    column: columnSchema,
    is: z.enum(comparisons),
    value: z.union([z.string(), z.number()]),
  }),
  z.strictObject({ kind: z.literal('oneOf'), column: columnSchema, values: z.array(z.string()).min(1) }),
] as const

export const personConditionSchema: z.ZodType<PersonCondition> = z.lazy(() =>
  z.discriminatedUnion('kind', [...columnLeafSchemas, ...groupSchemas(personConditionSchema)]),
)

const membersSchema = z.strictObject({
  kind: z.literal('members'),
  who: personConditionSchema,
  atLeast: z.number().int().positive(),
})

export const familyConditionSchema: z.ZodType<FamilyCondition> = z.lazy(() =>
  z.discriminatedUnion('kind', [...columnLeafSchemas, membersSchema, ...groupSchemas(familyConditionSchema)]),
)

function groupSchemas<Inner>(inner: z.ZodType<Inner>) {
  return [
    z.strictObject({ kind: z.literal('all'), of: z.array(inner).min(1) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(inner).min(1) }),
    z.strictObject({ kind: z.literal('not'), of: inner }),
  ] as const
}

/** SQL that is true or false, never NULL, over the columns of `table`. */
export function personConditionSql(condition: PersonCondition, table: string): string {
  return groupedSql(condition, (leaf) => columnLeafSql(leaf, table))
}

/** As `personConditionSql`; `countColumn` names the column that counts the members who fulfil a condition. */
export function familyConditionSql(
  condition: FamilyCondition,
  table: string,
  countColumn: (who: PersonCondition) => string,
): string {
  return groupedSql(condition, (leaf) =>
    leaf.kind === 'members'
      ? `coalesce(${table}.${countColumn(leaf.who)}, 0) >= ${leaf.atLeast}`
      : columnLeafSql(leaf, table),
  )
}

function groupedSql<Leaf extends ColumnLeaf | MembersLeaf>(
  condition: Grouped<Leaf>,
  leafSql: (leaf: Leaf) => string,
): string {
  switch (condition.kind) {
    case 'all':
      return `(${condition.of.map((part) => groupedSql(part, leafSql)).join(' and ')})`
    case 'any':
      return `(${condition.of.map((part) => groupedSql(part, leafSql)).join(' or ')})`
    case 'not':
      return `(not ${groupedSql(condition.of, leafSql)})`
    default:
      return leafSql(condition)
  }
}

function columnLeafSql(leaf: ColumnLeaf, table: string): string {
  return leaf.kind === 'compare'
    ? `coalesce(${table}.${leaf.column} ${leaf.is} ${literal(leaf.value)}, false)`
    : `coalesce(${table}.${leaf.column} in (${leaf.values.map(quoteText).join(', ')}), false)`
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : quoteText(value)
}

/** The columns that a condition reads, of the family (with its score) and of its members. */
export type ReadColumns = { readonly family: readonly string[]; readonly person: readonly string[] }

export function readColumns(condition: FamilyCondition): ReadColumns {
  const leaves = leavesOf(condition)
  return {
    family: leaves.flatMap((leaf) => (leaf.kind === 'members' ? [] : [leaf.column])),
    person: memberConditions(condition).flatMap((who) => readColumns(who).family),
  }
}

/** The conditions over members that a family's condition counts. */
export function memberConditions(condition: FamilyCondition): readonly PersonCondition[] {
  return leavesOf(condition).flatMap((leaf) => (leaf.kind === 'members' ? [leaf.who] : []))
}

function leavesOf(condition: FamilyCondition): readonly (ColumnLeaf | MembersLeaf)[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf)
    case 'not':
      return leavesOf(condition.of)
    default:
      return [condition]
  }
}
