-- A ranking: which snapshot, which model, scores of every family. A score can be rebuilt byte for byte from the two.
create table ranking_run (
  run_id uuid primary key,
  area_id integer not null references area,
  as_of date not null,
  snapshot_sha256 text not null,
  model_sha256 text not null,
  scores_sha256 text not null,
  snapshot_dir text not null,
  model jsonb not null,
  report jsonb not null,
  contribution_groups text[] not null,
  recorded_at timestamptz(3) not null default instant()
);

create table family_score (
  run_id uuid not null references ranking_run,
  family_id uuid not null references family,
  score double precision not null,
  probability double precision not null,
  rank_national integer not null,
  rank_regency integer not null,
  decile_national smallint not null,
  decile_regency smallint not null,
  margin_regency double precision,
  contributions real[] not null,
  primary key (run_id, family_id)
);
create index family_score_by_family on family_score (family_id);

-- What the civil register says of a person, run by run; the newest also stands as a validation of the NIK.
create table register_match (
  run_id uuid not null,
  person_id uuid not null references person,
  status text not null,
  reason text not null,
  register_id text,
  primary key (run_id, person_id)
);
create index register_match_by_person on register_match (person_id);

create table duplicate_pair (
  run_id uuid not null,
  person_a uuid not null references person,
  person_b uuid not null references person,
  tier text not null check (tier in ('sure', 'review')),
  reason text not null,
  state text not null default 'open' check (state in ('open', 'merged', 'kept_apart')),
  decided_by uuid,
  decided_reason text not null default '',
  primary key (run_id, person_a, person_b)
);
create index duplicate_pair_by_a on duplicate_pair (person_a);
create index duplicate_pair_by_b on duplicate_pair (person_b);

-- A published list: rule, snapshot, model, quota and signature; and what it decided of each family.
create table programme_list (
  list_id uuid primary key,
  area_id integer not null references area,
  programme text not null,
  programme_name_id text not null,
  programme_name_en text not null,
  period text not null,
  decision_date date not null,
  run_id uuid references ranking_run,
  quota integer not null,
  manifest jsonb not null,
  csv text not null,
  key_id text not null,
  signature text not null,
  previous_list_id uuid references programme_list,
  published_at timestamptz(3) not null default instant()
);

create table programme_decision (
  list_id uuid not null references programme_list,
  family_id uuid not null references family,
  outcome text not null check (outcome in ('selected', 'waiting', 'kept_protected', 'notice', 'not_eligible', 'above_cut')),
  reasons text[] not null,
  quota_area text not null,
  units integer,
  rank integer,
  margin_families integer,
  margin_probability double precision,
  waiting_position integer,
  notice_date date,
  effective_date date,
  benefit_rupiah bigint,
  primary key (list_id, family_id)
);
create index programme_decision_by_family on programme_decision (family_id);
create index programme_decision_by_outcome on programme_decision (list_id, outcome, rank);

create table list_change (
  list_id uuid not null references programme_list,
  family_id uuid not null references family,
  kind text not null check (kind in ('added', 'removed', 'standing_changed', 'rank_changed', 'unchanged')),
  standing_before text,
  standing_after text,
  rank_before integer,
  rank_after integer,
  reason_id text not null,
  reason_en text not null,
  primary key (list_id, family_id)
);
create index list_change_by_kind on list_change (list_id, kind);

-- The steps of a cycle with what each came to: the picture on the first page.
create table cycle_step (
  area_id integer not null references area,
  cycle text not null,
  step text not null check (step in ('frame', 'form', 'visit', 'review', 'registry', 'snapshot', 'link', 'rank', 'decide', 'publish')),
  state text not null check (state in ('waiting', 'running', 'done')),
  count bigint not null,
  figures jsonb not null,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (area_id, cycle, step)
);

do $$
declare
  name text;
begin
  foreach name in array array['ranking_run', 'family_score', 'register_match', 'duplicate_pair', 'programme_list', 'programme_decision', 'list_change', 'cycle_step'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
  end loop;
  foreach name in array array['family_score', 'programme_decision', 'list_change'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from family root where root.family_id = %1$I.family_id))', name);
  end loop;
  -- What was done for an area is told to those within it as well: they see their own families in it, and no others.
  foreach name in array array['ranking_run', 'cycle_step'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (in_scope(area_id)
      or exists (select from area_within around where around.ancestor_id = %1$I.area_id and around.area_id = current_area()))', name);
  end loop;
end
$$;
-- The file of a list names every family of its area: for those who answer for the whole area only.
create policy area on programme_list to mutakhir_serving using (in_scope(area_id));
create policy area on register_match to mutakhir_serving using (exists (select from person root where root.person_id = register_match.person_id));
create policy area on duplicate_pair to mutakhir_serving
  using (exists (select from person root where root.person_id = person_a) and exists (select from person root where root.person_id = person_b));

-- The head of a list without its file, for those within its area.
create view programme_list_head with (security_barrier) as
  select list_id, area_id, programme, programme_name_id, programme_name_en, period, decision_date, run_id, quota, manifest, key_id, signature,
         previous_list_id, published_at
    from programme_list
   where in_scope(area_id) or exists (select from area_within around where around.ancestor_id = programme_list.area_id and around.area_id = current_area());

grant select on ranking_run, family_score, register_match, programme_list, programme_list_head, programme_decision, list_change, cycle_step to mutakhir_serving;
grant select, update (state, decided_by, decided_reason) on duplicate_pair to mutakhir_serving;
