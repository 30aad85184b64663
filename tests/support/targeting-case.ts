import type { TestTable } from './tables-on-duckdb.ts'

/** A family as a test of targeting writes it: its snapshot row, its score, and what the list in force says of it. */
export type CaseFamily = {
  readonly id: string
  readonly village: string
  /** `false` for a recipient who is no longer in the snapshot. */
  readonly isInSnapshot: boolean
  readonly score: number | null
  readonly decile: number
  readonly ages: readonly number[]
  readonly illness: string | null
  readonly recipient: {
    readonly units: number
    readonly noticeDate: string | null
    readonly protectionEndedOn: string | null
  } | null
  readonly isListedProtected: boolean
}

export function aFamily(id: string, change: Partial<CaseFamily> = {}): CaseFamily {
  return {
    id,
    village: '97.01.01.2001',
    isInSnapshot: true,
    score: 13,
    decile: 1,
    ages: [40],
    illness: null,
    recipient: null,
    isListedProtected: false,
    ...change,
  }
}

export const recipient = { units: 1, noticeDate: null, protectionEndedOn: null } as const

/** The inputs of the decision. */
export function targetingTables(families: readonly CaseFamily[], quotas: Readonly<Record<string, number>>) {
  const known = families.filter(({ isInSnapshot }) => isInSnapshot)
  return {
    family: tableOf(
      { family_id: 'varchar', village_code: 'varchar', member_count: 'integer' },
      known.map(({ id, village, ages }) => ({
        family_id: id,
        village_code: village,
        member_count: ages.length,
      })),
    ),
    person: tableOf(
      { family_id: 'varchar', age: 'integer', chronic_illness: 'varchar' },
      known.flatMap(({ id, ages, illness }) =>
        ages.map((age) => ({ family_id: id, age, chronic_illness: illness })),
      ),
    ),
    scores: tableOf(
      {
        family_id: 'varchar',
        score: 'double',
        probability: 'double',
        decile_national: 'integer',
        decile_regency: 'integer',
      },
      known.flatMap(({ id, score, decile }) =>
        score === null
          ? []
          : [
              {
                family_id: id,
                score,
                probability: probabilityOf(score),
                decile_national: decile,
                decile_regency: decile,
              },
            ],
      ),
    ),
    recipient: tableOf(
      {
        family_id: 'varchar',
        village_code: 'varchar',
        units: 'integer',
        notice_date: 'date',
        protection_ended_on: 'date',
      },
      families.flatMap(({ id, village, recipient: held }) =>
        held === null
          ? []
          : [
              {
                family_id: id,
                village_code: village,
                units: held.units,
                notice_date: held.noticeDate,
                protection_ended_on: held.protectionEndedOn,
              },
            ],
      ),
    ),
    protected_family: tableOf(
      { family_id: 'varchar' },
      families.flatMap(({ id, isListedProtected }) => (isListedProtected ? [{ family_id: id }] : [])),
    ),
    quota: tableOf(
      { area_code: 'varchar', quota: 'integer' },
      Object.entries(quotas).map(([area_code, quota]) => ({ area_code, quota })),
    ),
  }
}

/** Falls with the score, as the model's does. */
export function probabilityOf(score: number): number {
  return Math.round(1e6 / (1 + Math.exp(score - 13))) / 1e6
}

function tableOf(types: TestTable['types'], rows: TestTable['rows']): TestTable {
  return { types, rows }
}
