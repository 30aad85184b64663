-- The ledger: one row per change of the registry. What a change said is in the rows that carry its id.
create table change (
  change_id uuid primary key,
  seq bigint generated always as identity unique,
  kind text not null check (kind in
    ('registration', 'birth', 'death', 'move_in', 'move_out', 'split', 'family_merge', 'change_of_head', 'correction',
     'observation', 'person_merge', 'person_unmerge', 'deactivation', 'reactivation', 'proposal', 'objection')),
  village_id integer not null references area,
  family_id uuid,
  person_id uuid,
  household_id uuid,
  effective_on date not null,
  observed_on date not null,
  recorded_at timestamptz(3) not null default instant(),
  recorded_by uuid references account,
  source text not null check (source in ('old_list', 'import', 'visit', 'civil_register', 'forum', 'citizen', 'desk')),
  source_ref text not null default '',
  observer text not null default '',
  reason text not null,
  check (family_id is not null or person_id is not null or household_id is not null)
);
create index change_by_family on change (family_id, seq);
create index change_by_person on change (person_id, seq);
create index change_by_source_ref on change (source_ref);

create table family (
  family_id uuid primary key,
  -- where it is now, for row level security: written by follow_family_state() alone
  village_id integer not null references area
);
create index family_by_village on family (village_id);

create table person (
  person_id uuid primary key,
  -- where he or she is now, or was last: written by follow_family_state() and follow_membership() alone
  village_id integer not null references area
);
create index person_by_village on person (village_id);

create table household (
  household_id uuid primary key,
  village_id integer not null references area,
  sls_id integer references area
);

create table family_state (
  family_state_id bigint generated always as identity primary key,
  family_id uuid not null references family,
  village_id integer not null references area,
  sls_id integer references area,
  status text not null check (status in ('active', 'inactive')),
  -- why inactive: moved_away, dissolved, merged, not_found, duplicate, refused
  status_reason text not null default '',
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null default tstzrange(instant(), null),
  change_id uuid not null references change,
  ended_by uuid references change,
  exclude using gist (family_id with =, valid with &&, recorded with &&)
);
create index family_state_by_change on family_state (change_id);

create table family_member (
  family_member_id bigint generated always as identity primary key,
  family_id uuid not null references family,
  person_id uuid not null references person,
  -- codes of Regsosek 409; 1 is the head
  relation text not null check (relation in ('1', '2', '3', '4', '5', '6', '7', '8')),
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null default tstzrange(instant(), null),
  change_id uuid not null references change,
  ended_by uuid references change,
  -- a person is in at most one family on one day
  exclude using gist (person_id with =, valid with &&, recorded with &&),
  -- a family has at most one head on one day; that it has one is checked at commit
  exclude using gist (family_id with =, valid with &&, recorded with &&) where (relation = '1')
);
create index family_member_by_family on family_member (family_id);
create index family_member_by_change on family_member (change_id);

create table household_member (
  household_member_id bigint generated always as identity primary key,
  household_id uuid not null references household,
  person_id uuid not null references person,
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null default tstzrange(instant(), null),
  change_id uuid not null references change,
  ended_by uuid references change,
  exclude using gist (person_id with =, valid with &&, recorded with &&)
);
create index household_member_by_household on household_member (household_id);
create index household_member_by_change on household_member (change_id);

create table person_state (
  person_state_id bigint generated always as identity primary key,
  person_id uuid not null references person,
  status text not null check (status in ('alive', 'dead', 'left', 'absorbed')),
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null default tstzrange(instant(), null),
  change_id uuid not null references change,
  ended_by uuid references change,
  exclude using gist (person_id with =, valid with &&, recorded with &&)
);
create index person_state_by_change on person_state (change_id);

-- Two rows that turned out to be one person: the absorbed one's facts are read as the kept one's for as long as we
-- believe it. Undone by closing the row.
create table person_merge (
  person_merge_id bigint generated always as identity primary key,
  kept_id uuid not null references person,
  absorbed_id uuid not null references person check (absorbed_id <> kept_id),
  recorded tstzrange not null default tstzrange(instant(), null),
  change_id uuid not null references change,
  ended_by uuid references change,
  exclude using gist (absorbed_id with =, recorded with &&)
);
create index person_merge_by_kept on person_merge (kept_id);

-- What one source said of one family or person on one day. Columns of the codebook are added by applyCodebook();
-- null means "not said". The newest saying of each column is the fact in force.
create table family_fact (
  family_id uuid not null references family,
  change_id uuid not null references change,
  observed_on date not null,
  recorded_at timestamptz(3) not null default instant(),
  kk_cipher bytea,
  kk_index bytea,
  kk_status text check (kk_status in ('none', 'malformed', 'well_formed', 'matched', 'unmatched', 'duplicate')),
  primary key (family_id, change_id)
);
create index family_fact_by_kk on family_fact (kk_index) where kk_index is not null;
create index family_fact_by_change on family_fact (change_id);

create table person_fact (
  person_id uuid not null references person,
  change_id uuid not null references change,
  observed_on date not null,
  recorded_at timestamptz(3) not null default instant(),
  nik_cipher bytea,
  nik_index bytea,
  nik_status text check (nik_status in ('none', 'malformed', 'well_formed', 'matched', 'unmatched', 'duplicate')),
  primary key (person_id, change_id)
);
create index person_fact_by_nik on person_fact (nik_index) where nik_index is not null;
create index person_fact_by_change on person_fact (change_id);

-- Verification: was it seen in reality, by whom, how, does it agree. One row for all variables with one outcome.
create table verification (
  verification_id bigint generated always as identity primary key,
  family_id uuid references family,
  person_id uuid references person,
  variables text[] not null check (cardinality(variables) > 0),
  outcome text not null check (outcome in ('agrees', 'differs', 'not_seen')),
  method text not null check (method in ('seen', 'document', 'asked', 'measured')),
  observer text not null,
  observed_on date not null,
  source_ref text not null default '',
  recorded_at timestamptz(3) not null default instant(),
  check (num_nonnulls(family_id, person_id) = 1)
);
create index verification_by_family on verification (family_id) where family_id is not null;
create index verification_by_person on verification (person_id) where person_id is not null;

-- Validation: which rule or register the fact passed.
create table validation (
  validation_id bigint generated always as identity primary key,
  family_id uuid references family,
  person_id uuid references person,
  variables text[] not null check (cardinality(variables) > 0),
  rule text not null,
  outcome text not null check (outcome in ('passed', 'failed')),
  register text not null default '',
  detail text not null default '',
  checked_on date not null,
  recorded_at timestamptz(3) not null default instant(),
  check (num_nonnulls(family_id, person_id) = 1)
);
create index validation_by_family on validation (family_id) where family_id is not null;
create index validation_by_person on validation (person_id) where person_id is not null;

-- Append only: the ledger, the facts and the two kinds of check.
do $$
declare
  name text;
begin
  foreach name in array array['change', 'family_fact', 'person_fact', 'verification', 'validation'] loop
    execute format('create trigger keep before update or delete on %I for each row execute function refuse_rewriting()', name);
  end loop;
  foreach name in array array['family_state', 'family_member', 'household_member', 'person_state', 'person_merge'] loop
    execute format('create trigger keep before update on %I for each row execute function allow_closing_only()', name);
    execute format('create trigger keep_rows before delete on %I for each row execute function refuse_rewriting()', name);
  end loop;
end
$$;

-- Every day on which a family has members it has a head; checked at commit, so that a change may pass through disorder.
create function require_head() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  if exists (
    select from family_member where family_id = new.family_id and upper_inf(recorded)
    having range_agg(valid) is distinct from range_agg(valid) filter (where relation = '1')
       and count(*) > 0
  ) then
    raise exception 'family % has no head on some day', new.family_id using errcode = 'check_violation', constraint = 'family_has_a_head';
  end if;
  return null;
end
$$;
create constraint trigger family_has_a_head after insert or update on family_member
  deferrable initially deferred for each row execute function require_head();

-- Where a family and its members are now.
create function follow_family_state() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  update family set village_id = fresh.village_id
    from fresh where fresh.family_id = family.family_id and upper_inf(fresh.valid) and upper_inf(fresh.recorded)
     and family.village_id <> fresh.village_id;
  update person set village_id = fresh.village_id
    from fresh join family_member member on member.family_id = fresh.family_id and upper_inf(member.recorded) and upper_inf(member.valid)
   where person.person_id = member.person_id and upper_inf(fresh.valid) and upper_inf(fresh.recorded)
     and person.village_id <> fresh.village_id;
  return null;
end
$$;
create trigger follow after insert on family_state referencing new table as fresh
  for each statement execute function follow_family_state();

create function follow_membership() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  update person set village_id = family.village_id
    from fresh join family on family.family_id = fresh.family_id
   where person.person_id = fresh.person_id and upper_inf(fresh.valid) and upper_inf(fresh.recorded)
     and person.village_id <> family.village_id;
  return null;
end
$$;
create trigger follow after insert on family_member referencing new table as fresh
  for each statement execute function follow_membership();

-- Area scope. Roots by their village, everything else through its root: one rule, in_scope().
do $$
declare
  name text;
begin
  foreach name in array array['change', 'family', 'person', 'household', 'family_state', 'family_member',
    'household_member', 'person_state', 'person_merge', 'family_fact', 'person_fact', 'verification', 'validation'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
  end loop;
  foreach name in array array['family', 'person', 'household'] loop
    execute format('create policy area on %I to mutakhir_serving using (in_scope(village_id)) with check (in_scope(village_id))', name);
  end loop;
  foreach name in array array['family_state', 'family_member', 'family_fact'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from family root where root.family_id = %1$I.family_id))', name);
  end loop;
  foreach name in array array['person_state', 'person_fact'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from person root where root.person_id = %1$I.person_id))', name);
  end loop;
  foreach name in array array['verification', 'validation'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from family root where root.family_id = %1$I.family_id)
      or exists (select from person root where root.person_id = %1$I.person_id))', name);
  end loop;
end
$$;
-- A change is seen by whoever may see its subject now, and written where the writer may write.
create policy area on change to mutakhir_serving
  using (exists (select from family root where root.family_id = change.family_id)
      or exists (select from person root where root.person_id = change.person_id)
      or exists (select from household root where root.household_id = change.household_id))
  with check (in_scope(village_id));
create policy area on household_member to mutakhir_serving
  using (exists (select from household root where root.household_id = household_member.household_id));
create policy area on person_merge to mutakhir_serving
  using (exists (select from person root where root.person_id = person_merge.kept_id));

grant select, insert on change, family, person, household, family_state, family_member, household_member,
  person_state, person_merge, family_fact, person_fact, verification, validation to mutakhir_serving;
grant update (recorded, ended_by) on family_state, family_member, household_member, person_state, person_merge to mutakhir_serving;
