import type { Step } from '../sql/index.ts'

/**
 * What the decision costs, from the step `decision`. Result `budget`, a row a programme and quota area: families, units and
 * rupiah a year of those who are paid (selected, kept and under notice), and of those who are selected or kept, which is
 * where the cost goes once every notice has run out.
 */
export const budgetStep: Step = {
  name: 'budget',
  uses: ['decision'],
  sql: `
select programme, quota_area, count(*) as paid_families, cast(sum(units) as bigint) as paid_units,
  cast(sum(benefit_rupiah) as bigint) as paid_rupiah,
  cast(sum(case when outcome = 'notice' then 0 else units end) as bigint) as lasting_units,
  cast(sum(case when outcome = 'notice' then 0 else benefit_rupiah end) as bigint) as lasting_rupiah
from decision where outcome in ('selected', 'kept_protected', 'notice')
group by programme, quota_area order by programme, quota_area`,
}
