import type { AccountId } from '../../kernel/index.ts'
import { type Codebook, variablesOf } from '../../questionnaire/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { columnList, factVariables } from '../codebook-columns.ts'
import type { Db } from '../database.ts'

/**
 * Takes the accepted visits of a campaign into the registry, as sets: one ledger entry a visit, what was observed, who
 * belongs where since, who died or left, how each group of facts was verified. All or nothing.
 */
export const applyVisits =
  (codebook: Codebook, campaignId: string, accountId: AccountId | undefined) =>
  async (db: Db): Promise<number> => {
    const statements = [
      ...prepare(campaignId),
      ...roots(accountId),
      ...familyStates,
      ...personStates,
      ...memberships,
      ...households(campaignId),
      ...observations(codebook),
      ...checks(codebook),
    ]
    for (const statement of statements) await db.run(statement)
    await db.run(sql`select analyze_registry()`)
    return await db.run(
      sql`update submission set state = 'applied' from applying where submission.submission_id = applying.submission_id`,
    )
  }

function prepare(campaignId: string): readonly Sql[] {
  return [
    sql`create temporary table applying on commit drop as
        select submission_id, coalesce(family_id, derived_uuid('family/' || submission_id)) as family_id, family_id is null as is_new,
               derived_uuid('visit/' || submission_id) as change_id, village_id, sls_id, house_ref, observed_on, outcome, enumerator
          from submission where campaign_id = ${campaignId} and state = 'accepted'`,
    sql`create temporary table present on commit drop as
        select member.submission_id, member.position, member.person_id, member.is_new, member.relation, applying.family_id, applying.change_id, applying.observed_on
          from submission_member member join applying using (submission_id)
         where outcome = 'complete' and presence in ('1', '5') and held_by = ''`,
    sql`create temporary table gone on commit drop as
        select member.person_id, presence, applying.change_id, applying.observed_on
          from submission_member member join applying using (submission_id)
         where not member.is_new and presence in ('2', '3', '4') and outcome in ('complete', 'dead') and held_by = ''
           and not exists (select from present where present.person_id = member.person_id)`,
    sql`analyze applying`,
    sql`analyze present`,
    sql`analyze gone`,
  ]
}

/** What is out of the ordinary about a visit; that it was one, its source says. */
const outcomeText = sql`case outcome when 'partial' then 'wawancara sebagian' when 'moved' then 'keluarga pindah' when 'duplicate' then 'tercatat ganda'
  when 'dead' then 'semua anggota meninggal' when 'refused' then 'menolak diwawancarai' when 'not_found' then 'tidak ditemukan' else '' end`

function roots(accountId: AccountId | undefined): readonly Sql[] {
  return [
    sql`insert into family (family_id, village_id) select family_id, village_id from applying where is_new`,
    sql`insert into person (person_id, village_id) select person_id, village_id from present join applying using (submission_id) where present.is_new`,
    sql`insert into change (change_id, kind, village_id, family_id, effective_on, observed_on, recorded_by, source, source_ref, observer, reason)
        select change_id, case when is_new then 'registration' else 'observation' end, village_id, family_id, observed_on, observed_on,
               ${accountId ?? null}::uuid, 'visit', 'visit/' || submission_id, enumerator, ${outcomeText} from applying order by submission_id`,
  ]
}

/** New families, and families that moved away, dissolved or were on the list twice. Nobody is ended for not being found. */
const familyStates: readonly Sql[] = [
  sql`create temporary table ended_state on commit drop as
      select state.family_state_id, state.family_id, state.village_id, state.sls_id, state.valid, applying.change_id, applying.observed_on,
             case outcome when 'moved' then 'moved_away' when 'duplicate' then 'duplicate' else 'dissolved' end as why
        from applying join family_state state using (family_id)
       where outcome in ('moved', 'dead', 'duplicate') and upper_inf(state.recorded) and upper_inf(state.valid) and lower(state.valid) < observed_on`,
  sql`update family_state set recorded = tstzrange(lower(recorded), instant()), ended_by = ended_state.change_id
        from ended_state where family_state.family_state_id = ended_state.family_state_id`,
  sql`insert into family_state (family_id, village_id, sls_id, status, status_reason, valid, change_id)
      select family_id, village_id, sls_id, 'active', '', daterange(lower(valid), observed_on), change_id from ended_state
      union all
      select family_id, village_id, sls_id, 'inactive', why, daterange(observed_on, null), change_id from ended_state
      union all
      select family_id, village_id, sls_id, 'active', '', daterange(observed_on, null), change_id from applying where is_new`,
]

const personStates: readonly Sql[] = [
  sql`create temporary table ended_person on commit drop as
      select state.person_state_id, state.person_id, state.status, state.valid, gone.change_id, gone.observed_on, case presence when '2' then 'dead' else 'left' end as becomes
        from gone join person_state state using (person_id) where upper_inf(state.recorded) and upper_inf(state.valid) and lower(state.valid) < observed_on`,
  sql`update person_state set recorded = tstzrange(lower(recorded), instant()), ended_by = ended_person.change_id
        from ended_person where person_state.person_state_id = ended_person.person_state_id`,
  sql`insert into person_state (person_id, status, valid, change_id)
      select person_id, status, daterange(lower(valid), observed_on), change_id from ended_person
      union all
      select person_id, becomes, daterange(observed_on, null), change_id from ended_person
      union all
      select person_id, 'alive', daterange(observed_on, null), change_id from present where is_new`,
]

/** Who is where since the visit; a former head who was not met steps back for the one whom the family named. */
const memberships: readonly Sql[] = [
  sql`create temporary table moving on commit drop as
      with now_member as (
        select * from family_member where upper_inf(recorded) and upper_inf(valid)
      )
      select now_member.family_member_id, now_member.valid, now_member.family_id as from_family, now_member.relation as from_relation,
             present.person_id, present.family_id, present.relation, present.change_id, present.observed_on
        from present left join now_member using (person_id)
       where now_member.family_id is distinct from present.family_id or now_member.relation is distinct from present.relation
      union all
      select now_member.family_member_id, now_member.valid, now_member.family_id, now_member.relation, gone.person_id, null, null, gone.change_id, gone.observed_on
        from gone join now_member using (person_id)
      union all
      select now_member.family_member_id, now_member.valid, now_member.family_id, now_member.relation, now_member.person_id, now_member.family_id, '8',
             applying.change_id, applying.observed_on
        from applying join now_member using (family_id)
       where outcome = 'complete' and now_member.relation = '1'
         and not exists (select from present where present.person_id = now_member.person_id)
         and not exists (select from gone where gone.person_id = now_member.person_id)`,
  sql`update family_member set recorded = tstzrange(lower(recorded), instant()), ended_by = moving.change_id
        from moving where family_member.family_member_id = moving.family_member_id`,
  sql`insert into family_member (family_id, person_id, relation, valid, change_id)
      select from_family, person_id, from_relation, daterange(lower(valid), observed_on), change_id from moving where lower(valid) < observed_on
      union all
      select family_id, person_id, relation, daterange(observed_on, null), change_id from moving where family_id is not null`,
]

/** Families of one house share a household. */
function households(campaignId: string): readonly Sql[] {
  const householdId = sql`derived_uuid(${`household/${campaignId}/`} || house_ref)`
  return [
    sql`create temporary table housed on commit drop as
        select person_id, ${householdId} as household_id, village_id, sls_id, present.change_id, present.observed_on
          from present join applying using (submission_id)
         where house_ref <> '' and not exists (select from household_member known where known.person_id = present.person_id and upper_inf(known.recorded) and upper_inf(known.valid))`,
    sql`insert into household (household_id, village_id, sls_id) select distinct on (household_id) household_id, village_id, sls_id from housed order by household_id, sls_id on conflict do nothing`,
    sql`insert into household_member (household_id, person_id, valid, change_id) select household_id, person_id, daterange(observed_on, null), change_id from housed`,
  ]
}

function observations(codebook: Codebook): readonly Sql[] {
  const [family, person] = [factVariables(codebook, 'family'), factVariables(codebook, 'person')]
  return [
    sql`insert into family_fact (family_id, change_id, observed_on, kk_cipher, kk_index, kk_status, ${columnList(family)})
        select applying.family_id, change_id, applying.observed_on, said.kk_cipher, said.kk_index, said.kk_status, ${columnList(family, 'said')}
          from applying join submission said using (submission_id) where applying.outcome in ('complete', 'partial')`,
    sql`insert into person_fact (person_id, change_id, observed_on, nik_cipher, nik_index, nik_status, ${columnList(person)})
        select present.person_id, change_id, observed_on, said.nik_cipher, said.nik_index, said.nik_status, ${columnList(person, 'said')}
          from present join submission_member said using (submission_id, position)`,
  ]
}

function checks(codebook: Codebook): readonly Sql[] {
  const names = (level: 'family' | 'person') => variablesOf(codebook, level).map(({ name }) => name)
  const ofLevel = (level: 'family' | 'person') =>
    sql`array(select unnest(said.variables) intersect select unnest(${names(level)}::text[]) order by 1)`
  return [
    sql`insert into verification (family_id, variables, outcome, method, observer, observed_on, source_ref)
        select applying.family_id, ${ofLevel('family')}, said.outcome, said.method, enumerator, observed_on, 'visit/' || submission_id
          from applying join submission_verification said using (submission_id) where said.variables && ${names('family')}::text[]`,
    sql`insert into verification (person_id, variables, outcome, method, observer, observed_on, source_ref)
        select present.person_id, ${ofLevel('person')}, said.outcome, said.method, enumerator, present.observed_on, 'visit/' || submission_id
          from applying join submission_verification said using (submission_id) join present using (submission_id)
         where said.variables && ${names('person')}::text[]`,
    sql`insert into verification (family_id, variables, outcome, method, observer, observed_on, source_ref)
        select family_id, array['address'], 'not_seen', 'seen', enumerator, observed_on, 'visit/' || submission_id
          from applying where outcome in ('not_found', 'refused') and not is_new`,
    sql`insert into validation (person_id, variables, rule, outcome, checked_on)
        select present.person_id, array['nik'], 'nik_form', case said.nik_status when 'well_formed' then 'passed' else 'failed' end, present.observed_on
          from present join submission_member said using (submission_id, position) where said.nik_status is not null and said.nik_status <> 'none'`,
    sql`insert into validation (family_id, variables, rule, outcome, checked_on)
        select applying.family_id, array['kk_number'], 'kk_form', case said.kk_status when 'well_formed' then 'passed' else 'failed' end, applying.observed_on
          from applying join submission said using (submission_id) where said.kk_status is not null and said.kk_status <> 'none' and applying.outcome = 'complete'`,
  ]
}
