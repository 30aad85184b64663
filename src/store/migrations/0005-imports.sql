-- A UUID made from a text (version 8, RFC 9562): the same row of the same batch gets the same id, which says nothing.
create function derived_uuid(source text) returns uuid
  language sql immutable strict parallel safe
  as $$
  select overlay(overlay(substr(encode(sha256(convert_to(source, 'UTF8')), 'hex'), 1, 32) placing '8' from 13 for 1) placing 'a' from 17 for 1)::uuid
$$;

-- Letters of a name alone: enough to find who may be meant. Who is who is the linkage's business.
create function name_key(name text) returns text
  language sql immutable strict parallel safe
  as $$ select regexp_replace(lower(name), '[^a-z]', '', 'g') $$;

-- Numbers that other lists give to our families and persons; each names one of ours.
create table external_reference (
  scheme text not null,
  value text not null,
  family_id uuid references family,
  person_id uuid references person,
  change_id uuid not null references change,
  primary key (scheme, value),
  check (num_nonnulls(family_id, person_id) = 1)
);
create index external_reference_by_family on external_reference (family_id) where family_id is not null;
create index external_reference_by_person on external_reference (person_id) where person_id is not null;

create table import_batch (
  batch_id uuid primary key,
  area_id integer not null references area,
  profile text not null,
  file_name text not null,
  file_sha256 text not null,
  list_date date not null,
  state text not null default 'reading' check (state in ('reading', 'checked', 'promoting', 'promoted', 'discarded', 'failed')),
  progress real not null default 0,
  rows integer not null default 0,
  failure jsonb,
  created_by uuid,
  created_at timestamptz(3) not null default instant(),
  promoted_by uuid,
  promoted_at timestamptz(3),
  reason text not null default ''
);

-- One row of the file, read. Columns of the codebook, of families and of persons, are added by applyCodebook().
create table import_row (
  batch_id uuid not null references import_batch on delete cascade,
  row_number integer not null,
  family_key text not null,
  person_key text not null,
  village_id integer references area,
  sls_name text not null,
  relation text,
  nik_cipher bytea,
  nik_index bytea,
  nik_status text not null,
  nik_masked text not null,
  kk_cipher bytea,
  kk_index bytea,
  kk_status text not null,
  -- what keeps the row: codes of issues that block
  held_by text[] not null default '{}',
  outcome text check (outcome in ('insert', 'change', 'unchanged', 'conflict', 'held')),
  person_id uuid,
  family_id uuid,
  decision text check (decision in ('same', 'new', 'hold')),
  decided_person_id uuid,
  decided_by uuid,
  decided_reason text not null default '',
  promoted boolean not null default false,
  primary key (batch_id, row_number)
);
create index import_row_by_family on import_row (batch_id, family_key);
create index import_row_by_nik on import_row (batch_id, nik_index) where nik_index is not null;
create index import_row_by_outcome on import_row (batch_id, outcome, row_number);

create table import_family (
  batch_id uuid not null references import_batch on delete cascade,
  family_key text not null,
  lead_row integer not null,
  village_id integer references area,
  family_id uuid,
  is_new boolean,
  primary key (batch_id, family_key)
);

create table import_issue (
  batch_id uuid not null references import_batch on delete cascade,
  row_number integer,
  column_name text not null,
  code text not null,
  severity text not null check (severity in ('error', 'warning')),
  params jsonb not null,
  message_id text not null,
  message_en text not null
);
create index import_issue_by_row on import_issue (batch_id, row_number);
create index import_issue_by_code on import_issue (batch_id, code);

-- Persons of the registry whom a row may mean. More than one, or one that does not agree: somebody decides.
create table import_candidate (
  batch_id uuid not null references import_batch on delete cascade,
  row_number integer not null,
  person_id uuid not null references person,
  family_id uuid,
  found_by text[] not null,
  agrees text[] not null,
  differs text[] not null,
  primary key (batch_id, row_number, person_id)
);

-- Whether a number is known in an area that the asker may not see: a yes or a no, nothing else.
create function nik_known_elsewhere(index bytea) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$
  select exists (select from person_fact join person using (person_id) where nik_index = index and not in_scope(village_id))
$$;

-- A freshly staged batch has no statistics, and without them the planner takes it for a handful of rows.
create function analyze_imports() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin analyze import_row; analyze import_family; analyze import_candidate; end $$;

do $$
declare
  name text;
begin
  foreach name in array array['external_reference', 'import_batch', 'import_row', 'import_family', 'import_issue', 'import_candidate'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
  end loop;
  foreach name in array array['import_row', 'import_family', 'import_issue', 'import_candidate'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from import_batch root where root.batch_id = %1$I.batch_id))', name);
  end loop;
end
$$;
create policy area on import_batch to mutakhir_serving using (in_scope(area_id)) with check (in_scope(area_id));
create policy area on external_reference to mutakhir_serving
  using (exists (select from family root where root.family_id = external_reference.family_id)
      or exists (select from person root where root.person_id = external_reference.person_id));

grant select, insert on external_reference to mutakhir_serving;
grant select, insert, update on import_batch, import_row, import_family, import_candidate to mutakhir_serving;
grant select, insert on import_issue to mutakhir_serving;
grant delete on import_candidate, import_family, import_issue to mutakhir_serving;
