-- What a citizen, a forum or an officer proposes for a family, or objects to; due within the days that the rules give.
create table proposal (
  proposal_id uuid primary key,
  kind text not null check (kind in ('proposal', 'objection')),
  village_id integer not null references area,
  -- null for a family that is not in the registry yet
  family_id uuid references family,
  text text not null,
  raised_by uuid not null references account,
  raised_on date not null,
  due_on date not null check (due_on >= raised_on),
  recorded_at timestamptz(3) not null default instant(),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'returned')),
  decided_by uuid references account,
  decided_at timestamptz(3),
  decision_reason text not null default '',
  -- the change of the ledger that carries it out
  change_id uuid references change,
  check ((state = 'open') = (decided_by is null))
);
create index proposal_by_family on proposal (family_id) where family_id is not null;
create index proposal_by_due on proposal (state, due_on);

-- What was raised stays as it was raised; decided once.
create function allow_deciding_once() returns trigger
  language plpgsql
  as $$
begin
  if old.state = 'open' and new.state <> 'open'
     and to_jsonb(new) - array['state', 'decided_by', 'decided_at', 'decision_reason', 'change_id']
       = to_jsonb(old) - array['state', 'decided_by', 'decided_at', 'decision_reason', 'change_id'] then
    return new;
  end if;
  raise exception 'nothing is overwritten: a proposal is decided once' using errcode = 'restrict_violation';
end
$$;
create trigger keep before update on proposal for each row execute function allow_deciding_once();
create trigger keep_rows before delete on proposal for each row execute function refuse_rewriting();

alter table proposal enable row level security;
alter table proposal force row level security;
create policy owner_all on proposal to current_user using (true) with check (true);
create policy area on proposal to mutakhir_serving using (in_scope(village_id))
  with check (in_scope(village_id) and (family_id is null or exists (select from family root where root.family_id = proposal.family_id)));
grant select, insert, update (state, decided_by, decided_at, decision_reason, change_id) on proposal to mutakhir_serving;
