-- Who stands behind an account's id: beside entries and changes that the asker may see.
create view account_label with (security_barrier) as select account_id, login, display_name from account;
grant select on account_label to mutakhir_serving;

-- Everybody may read what he or she did.
create policy own on audit_entry for select to mutakhir_serving using (account_id = current_account());

-- Persons by a name they bear or bore. Under row level security no index on the letters of a name can be used, since
-- the operators might leak; so this runs as the owner, and applies the one rule of area scope itself.
create function persons_named(wanted text, most integer) returns table (person_id uuid, name text, likeness real)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
#variable_conflict use_column
begin
  return query
  with alike as materialized (
    select fact.person_id, fact.name, word_similarity(wanted, fact.name) as likeness
      from person_fact fact where fact.name %> wanted
  )
  select found.person_id, found.name, found.likeness
    from (select distinct on (coalesce(merged.kept_id, alike.person_id))
                 coalesce(merged.kept_id, alike.person_id) as person_id, alike.name, alike.likeness
            from alike
            join person on person.person_id = alike.person_id and in_scope(person.village_id)
            left join person_merge merged on merged.absorbed_id = alike.person_id and upper_inf(merged.recorded)
           order by 1, alike.likeness desc, alike.name) found
   order by found.likeness desc, found.person_id limit most;
end
$$;
revoke all on function persons_named(text, integer) from public;
grant execute on function persons_named(text, integer) to mutakhir_serving;

-- Work on a file that goes on after the answer was given, and is seen while it goes on.
create table import_job (
  batch_id uuid primary key,
  area_id integer not null references area,
  profile text not null,
  file_name text not null,
  file_sha256 text not null,
  list_date date not null,
  work text not null check (work in ('read', 'promote')),
  state text not null check (state in ('running', 'done', 'failed')),
  progress real not null default 0,
  failure_id text not null default '',
  failure_en text not null default '',
  created_by uuid not null references account,
  created_at timestamptz(3) not null default instant(),
  reason text not null default ''
);
alter table import_job enable row level security;
alter table import_job force row level security;
create policy owner_all on import_job to current_user using (true) with check (true);
create policy area on import_job to mutakhir_serving using (in_scope(area_id)) with check (in_scope(area_id));
grant select, insert, update (work, state, progress, failure_id, failure_en, reason) on import_job to mutakhir_serving;

-- The newest name that was said of a person, or of those who were absorbed into him or her; under the caller's scope.
create function name_of(wanted uuid) returns text
  language plpgsql stable parallel safe
  as $$
begin
  return (
    select fact.name from person_fact fact join change using (change_id)
     where fact.name is not null
       and fact.person_id in (select wanted union all select absorbed_id from person_merge where kept_id = wanted and upper_inf(recorded))
     order by fact.observed_on desc, change.seq desc, fact.person_id = wanted desc limit 1);
end
$$;

-- How many families were ranked together with one that the asker may see: the size of its regency, nothing else of it.
create function families_ranked(run uuid, family uuid) returns bigint
  language sql stable security definer set search_path = public, pg_temp
  as $$
  select count(*)
    from family asked
    join area_within up on up.area_id = asked.village_id
    join area regency on regency.area_id = up.ancestor_id and regency.level = 2
    join area_within down on down.ancestor_id = regency.area_id
    join family other on other.village_id = down.area_id
    join family_score score on score.family_id = other.family_id and score.run_id = run
   where asked.family_id = family and in_scope(asked.village_id)
$$;
revoke all on function families_ranked(uuid, uuid) from public;
grant execute on function families_ranked(uuid, uuid) to mutakhir_serving;
