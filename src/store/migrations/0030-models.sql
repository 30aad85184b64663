-- A model as it was proposed: its bytes, the hash that is its name, who signed it with which key. Never changed.
create table ranking_model (
  model_id uuid primary key,
  area_id integer not null references area,
  name text not null,
  document text not null,
  model_sha256 text not null check (model_sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  -- what `evaluate` said of it and of others on the same survey; null where nobody asked
  evaluation text,
  manifest jsonb not null,
  key_id text not null,
  signature text not null,
  proposed_by uuid not null references account,
  recorded_at timestamptz(3) not null default instant(),
  unique (area_id, model_sha256)
);
create trigger keep before update or delete on ranking_model for each row execute function refuse_rewriting();

-- What became of it. The newest step is its state; only one model of an area is in force.
create table ranking_model_step (
  step integer generated always as identity primary key,
  model_id uuid not null references ranking_model,
  state text not null check (state in ('proposed', 'approved', 'refused', 'in_force', 'retired')),
  account_id uuid not null references account,
  reason text not null default '',
  recorded_at timestamptz(3) not null default clock_timestamp()
);
create index ranking_model_step_by_model on ranking_model_step (model_id, step);
create trigger keep before update or delete on ranking_model_step for each row execute function refuse_rewriting();

-- From where to where a model may go; and whoever proposed it is not the one who approves it.
create function check_model_step() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  model ranking_model;
  before text;
  rival uuid;
begin
  select * into model from ranking_model where model_id = new.model_id;
  perform pg_advisory_xact_lock(30, model.area_id);
  select state into before from ranking_model_step where model_id = new.model_id order by step desc limit 1;
  if not (coalesce(before, ''), new.state) in (('', 'proposed'), ('proposed', 'approved'), ('proposed', 'refused'),
      ('approved', 'in_force'), ('approved', 'retired'), ('in_force', 'retired'), ('in_force', 'approved')) then
    raise exception 'a model that is % cannot become %', coalesce(before, 'new'), new.state
      using errcode = 'restrict_violation', constraint = 'model_way';
  end if;
  if new.state = 'proposed' and new.account_id <> model.proposed_by then
    raise exception 'a model is proposed by who brings it' using errcode = 'restrict_violation', constraint = 'model_way';
  end if;
  if new.state in ('approved', 'refused') and before = 'proposed' and new.account_id = model.proposed_by then
    raise exception 'a model is approved by another person than who proposed it'
      using errcode = 'restrict_violation', constraint = 'model_two_persons';
  end if;
  if new.state = 'in_force' then
    select other.model_id into rival from ranking_model other
      where other.area_id = model.area_id and other.model_id <> new.model_id
        and (select state from ranking_model_step last where last.model_id = other.model_id order by step desc limit 1) = 'in_force';
    if rival is not null then
      insert into ranking_model_step (model_id, state, account_id, reason) values (rival, 'approved', new.account_id, new.reason);
    end if;
  end if;
  return new;
end
$$;
create trigger check_step before insert on ranking_model_step for each row execute function check_model_step();

alter table ranking_model enable row level security;
alter table ranking_model force row level security;
create policy owner_all on ranking_model to current_user using (true) with check (true);
create policy area on ranking_model to mutakhir_serving using (in_scope(area_id)
    or exists (select from area_within around where around.ancestor_id = ranking_model.area_id and around.area_id = current_area()))
  with check (in_scope(area_id));
alter table ranking_model_step enable row level security;
alter table ranking_model_step force row level security;
create policy owner_all on ranking_model_step to current_user using (true) with check (true);
create policy area on ranking_model_step to mutakhir_serving
  using (exists (select from ranking_model root where root.model_id = ranking_model_step.model_id))
  with check (exists (select from ranking_model root where root.model_id = ranking_model_step.model_id and in_scope(root.area_id))
    and account_id = current_account());
grant select, insert on ranking_model, ranking_model_step to mutakhir_serving;

-- The lowest score of each decile of the regency in which a family is ranked: a place in a ranking of all, told to those
-- who may see the family.
create function regency_cuts(run uuid, family uuid) returns table (decile smallint, lowest double precision)
  language sql stable security definer set search_path = public, pg_temp
  as $$
  select score.decile_regency, min(score.score)
    from family asked
    join area_within up on up.area_id = asked.village_id
    join area regency on regency.area_id = up.ancestor_id and regency.level = 2
    join area_within down on down.ancestor_id = regency.area_id
    join family other on other.village_id = down.area_id
    join family_score score on score.family_id = other.family_id and score.run_id = run
   where asked.family_id = family and in_scope(asked.village_id)
   group by score.decile_regency
$$;
revoke all on function regency_cuts(uuid, uuid) from public;
grant execute on function regency_cuts(uuid, uuid) to mutakhir_serving;
