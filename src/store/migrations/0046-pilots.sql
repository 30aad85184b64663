-- A trial of a form before the field work: what was measured, from which files. The files themselves are not kept, their
-- hash is: whoever has them can measure again.
create table pilot (
  pilot_id uuid primary key,
  area_id integer not null references area,
  form_version_id uuid not null references form_version,
  name text not null,
  files_sha256 text not null,
  settings jsonb not null,
  assessment jsonb not null,
  issues jsonb not null,
  created_by uuid not null references account,
  created_at timestamptz(3) not null default instant()
);

-- What a person decided about a question, or about the form where `item` is empty. The newest counts, all are kept.
create table pilot_decision (
  seq bigint generated always as identity primary key,
  pilot_id uuid not null references pilot,
  item text not null,
  verdict text not null,
  reason text not null check (length(reason) >= 5),
  decided_by uuid not null references account,
  decided_at timestamptz(3) not null default instant(),
  check (verdict in ('keep', 'reword', 'train', 'drop') and item <> '' or verdict in ('go', 'go_with_changes', 'no_go') and item = '')
);
create index pilot_decision_by_pilot on pilot_decision (pilot_id, seq);

-- The log of cognitive interviews.
create table pilot_note (
  seq bigint generated always as identity primary key,
  pilot_id uuid not null references pilot,
  item text not null,
  round smallint not null check (round between 1 and 20),
  problem text not null check (problem in ('comprehension', 'recall', 'judgment', 'response', 'logistics')),
  probe text not null,
  quote text not null,
  noted_by uuid not null references account,
  noted_at timestamptz(3) not null default instant()
);
create index pilot_note_by_pilot on pilot_note (pilot_id, seq);

do $$
declare
  name text;
begin
  foreach name in array array['pilot', 'pilot_decision', 'pilot_note'] loop
    execute format('create trigger keep before update or delete on %I for each row execute function refuse_rewriting()', name);
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to mutakhir_serving', name);
  end loop;
  foreach name in array array['pilot_decision', 'pilot_note'] loop
    execute format('create policy area on %1$I to mutakhir_serving using (exists (select from pilot root where root.pilot_id = %1$I.pilot_id))
      with check (exists (select from pilot root where root.pilot_id = %1$I.pilot_id))', name);
  end loop;
end
$$;
create policy area on pilot to mutakhir_serving using (in_scope(area_id)) with check (in_scope(area_id));
