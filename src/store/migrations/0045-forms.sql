-- A questionnaire as it was authored and compiled, kept whatever becomes of it: a submission is checked by the version
-- that made it. Its office is where it was authored; it is used there and below.
create table form_version (
  form_version_id uuid primary key,
  seq bigint generated always as identity unique,
  area_id integer not null references area,
  -- of the XLSForm: a phone knows a form by the two
  form_id text not null,
  version text not null,
  title text not null,
  file_name text not null,
  source bytea not null,
  source_sha256 text not null,
  xform text not null,
  -- warnings that came with it
  issues jsonb not null,
  uploaded_by uuid not null references account,
  uploaded_at timestamptz(3) not null default instant(),
  unique (area_id, form_id, version)
);
create index form_version_by_form on form_version (form_id, seq);

-- Publishing, and taking back. The newest row of a form says which version is out; none when it names no version.
create table form_publication (
  seq bigint generated always as identity primary key,
  area_id integer not null references area,
  form_id text not null,
  form_version_id uuid references form_version,
  reason text not null,
  published_by uuid not null references account,
  published_at timestamptz(3) not null default instant()
);
create index form_publication_by_form on form_publication (form_id, area_id, seq desc);

create trigger keep before update or delete on form_version for each row execute function refuse_rewriting();
create trigger keep before update or delete on form_publication for each row execute function refuse_rewriting();

-- A form is seen where it is used: within its area; written by its office alone.
do $$
declare
  name text;
begin
  foreach name in array array['form_version', 'form_publication'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
    execute format('create policy area on %1$I for select to mutakhir_serving
      using (in_scope(area_id) or exists (select from area_within where ancestor_id = %1$I.area_id and area_within.area_id = current_area()))', name);
    execute format('create policy office on %1$I for insert to mutakhir_serving with check (in_scope(area_id))', name);
    execute format('grant select, insert on %I to mutakhir_serving', name);
  end loop;
end
$$;

-- Of one office and form one version at a time.
create view form_in_force with (security_invoker) as
  select distinct on (area_id, form_id) area_id, form_id, form_version_id, published_by, published_at, reason
    from form_publication order by area_id, form_id, seq desc;
grant select on form_in_force to mutakhir_serving;
