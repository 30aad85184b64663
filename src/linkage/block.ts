import type { Step } from '../sql/index.ts'

/** People who agree on all of `columns` are compared with one another; a NULL in any of them makes no pair. */
export type BlockRule = { readonly code: string; readonly columns: readonly string[] }

/**
 * Steps that pair people of the step `people` by `rules`: `block_<code>` for each rule (its columns and `people_count`),
 * then `${result}`: columns a < b, each pair once.
 * A block of more than `maxBlock` people, such as a placeholder number, is not paired: its pairs would grow with the
 * square. `blockSummaryStep` reports it.
 */
export function blockedPairSteps(
  people: string,
  rules: readonly BlockRule[],
  maxBlock: number,
  result: string,
): readonly Step[] {
  const pairs = rules.map(
    ({ code, columns }) => `
select l.id as a, r.id as b from block_${code} k
join ${people} l on ${equalColumns('l', 'k', columns)}
join ${people} r on ${equalColumns('r', 'k', columns)}
where k.people_count <= ${maxBlock} and l.id < r.id`,
  )
  return [
    ...rules.map((rule) => blockStep(people, rule)),
    { name: result, uses: [people, ...rules.map(({ code }) => `block_${code}`)], sql: pairs.join('\nunion') },
  ]
}

/** Blocks of two people and more. */
function blockStep(people: string, { code, columns }: BlockRule): Step {
  return {
    name: `block_${code}`,
    uses: [people],
    sql: `
select ${columns.join(', ')}, count(*) as people_count from ${people}
where ${columns.map((column) => `${column} is not null`).join(' and ')}
group by ${columns.join(', ')} having count(*) > 1`,
  }
}

/** A row a rule: rule, blocks, pairs (made by blocks within the cap), refused_blocks and refused_people (over it). */
export function blockSummaryStep(name: string, rules: readonly BlockRule[], maxBlock: number): Step {
  const within = `people_count <= ${maxBlock}`
  const summaries = rules.map(
    ({ code }) => `
select '${code}' as rule, count(*) as blocks,
  coalesce(cast(sum(case when ${within} then people_count * (people_count - 1) / 2 else 0 end) as bigint), 0) as pairs,
  coalesce(sum(case when ${within} then 0 else 1 end), 0) as refused_blocks,
  coalesce(sum(case when ${within} then 0 else people_count end), 0) as refused_people
from block_${code}`,
  )
  return { name, uses: rules.map(({ code }) => `block_${code}`), sql: summaries.join('\nunion all') }
}

function equalColumns(left: string, right: string, columns: readonly string[]): string {
  return columns.map((column) => `${left}.${column} = ${right}.${column}`).join(' and ')
}
