import { expect, test } from 'vitest'
import { runOnDuckDb } from '../../tests/support/tables-on-duckdb.ts'
import { householdSteps } from './household-steps.ts'

const record = {
  types: { rid: 'integer', household: 'varchar' },
  rows: [
    { rid: 0, household: 'L1' },
    { rid: 1, household: 'L1' },
    { rid: 2, household: 'L2' },
    { rid: 3, household: null },
    { rid: 4, household: 'R1' },
    { rid: 5, household: 'R1' },
    { rid: 6, household: 'R2' },
  ],
}
const scored = {
  types: { a: 'integer', b: 'integer', weight: 'integer' },
  rows: [
    { a: 0, b: 4, weight: 10 },
    { a: 1, b: 5, weight: 8 },
    { a: 1, b: 4, weight: 3 },
    { a: 0, b: 6, weight: 12 },
    { a: 2, b: 6, weight: 5 },
    { a: 3, b: 6, weight: 9 },
  ],
}

test('a household goes where most of its people go, each counted once, and the second best is told', async () => {
  const [rows] = await runOnDuckDb({ record, scored }, householdSteps({ kind: 'two', split: 4 }, 4), [
    'household_match',
  ])
  expect(rows).toEqual([
    { left_household: 'L1', right_household: 'R1', weight: 18, people: 2, left_people: 2, second_weight: 12 },
    {
      left_household: 'L2',
      right_household: 'R2',
      weight: 5,
      people: 1,
      left_people: 1,
      second_weight: null,
    },
  ])
})

test('within one file a household is compared with the others, both ways', async () => {
  const [rows = []] = await runOnDuckDb({ record, scored }, householdSteps({ kind: 'one' }, 4), [
    'household_match',
  ])
  expect(rows.map(({ left_household: left, right_household: right }) => `${left} ${right}`)).toEqual([
    'L1 R1',
    'L2 R2',
    'R1 L1',
    'R2 L1',
  ])
})
