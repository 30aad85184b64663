import type { PlainDate } from '../../kernel/index.ts'
import type { Step } from '../../sql/index.ts'

/**
 * What the public may know of a family's standing. Whether it was selected or is protected, and why, is not published: a
 * protection tells of illness or disability.
 */
export type Standing = (typeof standings)[number]
export const standings = ['receives', 'notice', 'waiting'] as const

/** A family of a published list. */
export type ListEntry = {
  readonly familyId: string
  readonly villageCode: string
  /** The head's name as the registry has it, unmasked; absent when the family is no longer in the snapshot. */
  readonly headName: string | null
  readonly standing: Standing
  /** Welfare rank in the quota area, 1 the poorest; absent when the family was not ranked. */
  readonly rank: number | null
  readonly waitingPosition: number | null
  /** A year's benefit. */
  readonly benefitRupiah: number | null
  readonly noticeDate: PlainDate | null
  readonly effectiveDate: PlainDate | null
}

/**
 * The families of a decision that are published, in the order of the list. Reads `decision`, `recipient`, and the
 * snapshot's `family` and `person`; columns are the members of `ListEntry` in snake case.
 */
export const listEntryStep: Step = {
  name: 'list_entry',
  uses: ['decision', 'recipient', 'family', 'person'],
  sql: `
select d.family_id, coalesce(f.village_code, r.village_code) as village_code, p.name as head_name,
  case d.outcome when 'notice' then 'notice' when 'waiting' then 'waiting' else 'receives' end as standing,
  d.rank, d.waiting_position, d.benefit_rupiah, d.notice_date, d.effective_date
from decision d
left join family f on f.family_id = d.family_id
left join recipient r on r.family_id = d.family_id
left join person p on p.person_id = f.head_person_id
where d.outcome in ('selected', 'kept_protected', 'notice', 'waiting')
order by village_code, d.family_id`,
}
