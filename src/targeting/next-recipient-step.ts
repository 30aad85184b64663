import type { Step } from '../sql/index.ts'

/**
 * The list in force after a decision, which is the `recipient` of the next one: who is paid, with the notice that runs.
 * Reads `decision`, the `recipient` it was made from, and the snapshot's `family`.
 */
export const nextRecipientStep: Step = {
  name: 'next_recipient',
  uses: ['decision', 'recipient', 'family'],
  sql: `
select d.family_id, coalesce(f.village_code, r.village_code) as village_code, d.units, d.notice_date,
  r.protection_ended_on
from decision d
left join recipient r on r.family_id = d.family_id
left join family f on f.family_id = d.family_id
where d.outcome in ('selected', 'kept_protected', 'notice')
order by d.family_id`,
}
