-- A campaign visits the families of an area and those it finds there.
create table campaign (
  campaign_id uuid primary key,
  area_id integer not null references area,
  name text not null,
  form text not null,
  form_version text not null,
  starts_on date not null,
  ends_on date not null
);

-- The prelist: who is to be visited, where, by whom.
create table frame_family (
  campaign_id uuid not null references campaign,
  family_id uuid not null references family,
  enumerator text not null default '',
  primary key (campaign_id, family_id)
);

-- A visit as received, its answers in columns of the codebook (added by applyCodebook). Kept whatever becomes of it.
create table submission (
  submission_id uuid primary key,
  seq bigint generated always as identity unique,
  campaign_id uuid not null references campaign,
  family_id uuid,
  village_id integer not null references area,
  sls_id integer references area,
  house_ref text not null default '',
  enumerator text not null,
  supervisor text not null,
  -- Regsosek 205: 1 complete, 2 partly, 3 nobody able to answer, 4 refused, 5 moved or building gone
  result text not null check (result in ('1', '2', '3', '4', '5')),
  outcome text not null check (outcome in ('complete', 'partial', 'not_found', 'refused', 'moved', 'dead', 'duplicate')),
  observed_on date not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  seen_latitude double precision,
  seen_longitude double precision,
  accuracy_metres real,
  device text not null,
  content_sha256 text not null,
  received_at timestamptz(3) not null default instant(),
  kk_cipher bytea,
  kk_index bytea,
  kk_status text,
  state text not null default 'received' check (state in ('received', 'accepted', 'returned', 'refused', 'applied')),
  review_reasons text[] not null default '{}',
  reviewed_by text not null default '',
  reviewed_at timestamptz(3)
);
create index submission_by_family on submission (family_id);
create index submission_by_state on submission (campaign_id, state);

create table submission_member (
  submission_id uuid not null references submission,
  position smallint not null,
  person_id uuid not null,
  is_new boolean not null,
  -- Regsosek 404: 1 lives here, 2 dead, 3 elsewhere in Indonesia, 4 abroad, 5 new member, 6 not found
  presence text not null check (presence in ('1', '2', '3', '4', '5', '6')),
  relation text check (relation in ('1', '2', '3', '4', '5', '6', '7', '8')),
  nik_cipher bytea,
  nik_index bytea,
  nik_status text,
  held_by text not null default '',
  primary key (submission_id, position)
);
create index submission_member_by_person on submission_member (person_id);
create index submission_member_by_nik on submission_member (nik_index) where nik_index is not null;

-- How a group of variables was verified on the spot.
create table submission_verification (
  submission_id uuid not null references submission,
  variables text[] not null,
  method text not null check (method in ('seen', 'document', 'asked', 'measured')),
  outcome text not null check (outcome in ('agrees', 'differs', 'not_seen'))
);
create index submission_verification_by_submission on submission_verification (submission_id);

do $$
declare
  name text;
begin
  foreach name in array array['campaign', 'frame_family', 'submission', 'submission_member', 'submission_verification'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
  end loop;
  foreach name in array array['submission_member', 'submission_verification'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from submission root where root.submission_id = %1$I.submission_id))', name);
  end loop;
end
$$;
-- A campaign is seen where it goes on: within its area, and above it.
create policy area on campaign to mutakhir_serving
  using (in_scope(area_id) or exists (select from area_within where ancestor_id = area_id and area_within.area_id = current_area()))
  with check (in_scope(area_id));
create policy area on frame_family to mutakhir_serving using (exists (select from family root where root.family_id = frame_family.family_id));
create policy area on submission to mutakhir_serving using (in_scope(village_id)) with check (in_scope(village_id));

grant select, insert on campaign, frame_family, submission, submission_member, submission_verification to mutakhir_serving;
grant update (state, review_reasons, reviewed_by, reviewed_at) on submission to mutakhir_serving;
grant update (held_by, person_id, is_new, nik_status) on submission_member to mutakhir_serving;

-- After a bulk change the planner is told at once; autovacuum would come a minute later.
create function analyze_field() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin analyze submission; analyze submission_member; end $$;

create function analyze_registry() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  analyze change; analyze family; analyze person; analyze family_state; analyze family_member; analyze person_state;
  analyze family_fact; analyze person_fact; analyze external_reference; analyze household_member;
end
$$;
