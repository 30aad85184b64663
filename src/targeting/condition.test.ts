import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTable, rowsOf } from '../../tests/support/tables-on-duckdb.ts'
import { openDuckDb } from '../engine/duckdb/index.ts'
import { type PersonCondition, personConditionSchema, personConditionSql, readColumns } from './condition.ts'

type Row = { readonly age: number | null; readonly relation: string | null }

const leaf = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constant('age'),
    is: fc.constantFrom('=', '<>', '<', '<=', '>', '>='),
    value: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('oneOf' as const),
    column: fc.constant('relation'),
    values: fc.uniqueArray(fc.constantFrom('1', '2', "it's"), { minLength: 1 }),
  }),
)
const { condition } = fc.letrec<{ condition: PersonCondition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('all', 'any'),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
}))

const rows: readonly Row[] = [null, 0, 1, 2, 3].flatMap((age) =>
  [null, '1', '2', "it's"].map((relation) => ({ age, relation })),
)

test('a condition in SQL is what it says, and a missing value fulfils nothing', async () => {
  await using db = await openDuckDb()
  await fillTable(db, 'person', { types: { age: 'integer', relation: 'varchar' }, rows })
  await fc.assert(
    fc.asyncProperty(condition, async (tried) => {
      const read = personConditionSchema.parse(tried)
      const query = `select age, relation, ${personConditionSql(read, 'p')} as holds from person p`
      const found = rowsOf(await db.readColumns(query))
      expect(found).toEqual(rows.map((row) => ({ ...row, holds: holds(tried, row) ? 1 : 0 })))
    }),
    { numRuns: 100 },
  )
})

function holds(tried: PersonCondition, row: Row): boolean {
  switch (tried.kind) {
    case 'all':
      return tried.of.every((part) => holds(part, row))
    case 'any':
      return tried.of.some((part) => holds(part, row))
    case 'not':
      return !holds(tried.of, row)
    case 'oneOf':
      return row.relation !== null && tried.values.includes(row.relation)
    case 'compare': {
      const [age, value] = [row.age, Number(tried.value)]
      if (age === null) return false
      const found = { '=': age === value, '<>': age !== value, '<': age < value, '>': age > value }
      return tried.is === '<=' ? age <= value : tried.is === '>=' ? age >= value : found[tried.is]
    }
  }
}

test('a column name that would need quoting, or a key too many, is refused', () => {
  const compare = { kind: 'compare', column: 'age', is: '<', value: 6 }
  expect(personConditionSchema.safeParse(compare).success).toBe(true)
  expect(personConditionSchema.safeParse({ ...compare, column: 'age; drop table' }).success).toBe(false)
  expect(personConditionSchema.safeParse({ ...compare, unit: 'years' }).success).toBe(false)
})

test('the columns of a family and of its members are told apart', () => {
  const age = { kind: 'compare', column: 'age', is: '<', value: 6 } as const
  const size = { kind: 'compare', column: 'member_count', is: '>', value: 1 } as const
  const members = { kind: 'members', who: { kind: 'not', of: age }, atLeast: 1 } as const
  expect(readColumns({ kind: 'all', of: [members, size] })).toEqual({
    family: ['member_count'],
    person: ['age'],
  })
})
