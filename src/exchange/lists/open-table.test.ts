import { expect, test } from 'vitest'
import { runOnDuckDb } from '../../../tests/support/tables-on-duckdb.ts'
import { listEntryStep } from './list-entry.ts'
import { renderOpenTable, villageCountStep } from './open-table.ts'

test('villages stand under one another with the sum of their sub-district, small counts withheld', () => {
  const villages = [
    { villageCode: '97.01.02.2001', receives: 40, notice: 0, waiting: 20, none: 140 },
    { villageCode: '97.01.01.2002', receives: 60, notice: 30, waiting: 25, none: 300 },
    { villageCode: '97.01.01.2001', receives: 50, notice: 4, waiting: 20, none: 200 },
  ]
  expect(renderOpenTable(villages).split('\r\n')).toEqual([
    'level,area_code,receives,notice,waiting,none,families',
    'village,97.01.01.2001,50,x,x,200,274',
    'village,97.01.01.2002,60,x,x,300,415',
    'district,97.01.01,110,34,45,500,689',
    'village,97.01.02.2001,40,0,20,140,200',
    'district,97.01.02,40,0,20,140,200',
    '',
  ])
})

const text = 'varchar'
const tables = {
  decision: {
    types: {
      family_id: text,
      outcome: text,
      rank: 'integer',
      waiting_position: 'integer',
      benefit_rupiah: 'bigint',
      notice_date: 'date',
      effective_date: 'date',
    },
    rows: ['selected', 'kept_protected', 'notice', 'waiting', 'not_eligible', 'above_cut'].map(
      (outcome, index) => ({
        family_id: `f${index}`,
        outcome,
        rank: index,
      }),
    ),
  },
  family: {
    types: { family_id: text, village_code: text, head_person_id: text },
    rows: [0, 1, 3, 4, 5].map((n) => ({
      family_id: `f${n}`,
      village_code: '97.01.01.2001',
      head_person_id: `p${n}`,
    })),
  },
  recipient: {
    types: { family_id: text, village_code: text },
    rows: [1, 2].map((n) => ({ family_id: `f${n}`, village_code: '97.01.01.2002' })),
  },
  person: { types: { person_id: text, name: text }, rows: [{ person_id: 'p0', name: 'Slamet' }] },
}

test('the list hides which recipients are protected, and keeps one who is no longer in the snapshot', async () => {
  const [rows = []] = await runOnDuckDb(tables, [listEntryStep], ['list_entry'])
  expect(rows.map((row) => [row.family_id, row.village_code, row.head_name, row.standing])).toEqual([
    ['f0', '97.01.01.2001', 'Slamet', 'receives'],
    ['f1', '97.01.01.2001', null, 'receives'],
    ['f2', '97.01.01.2002', null, 'notice'],
    ['f3', '97.01.01.2001', null, 'waiting'],
  ])
})

test('every family of the decision is counted in one village and one category', async () => {
  const [rows] = await runOnDuckDb(tables, [villageCountStep], ['village_count'])
  expect(rows).toEqual([
    { village_code: '97.01.01.2001', receives: 2, notice: 0, waiting: 1, none: 2 },
    { village_code: '97.01.01.2002', receives: 0, notice: 1, waiting: 0, none: 0 },
  ])
})
