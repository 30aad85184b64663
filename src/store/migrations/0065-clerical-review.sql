-- A search for people who are in the registry twice, over the people of an area: which snapshot, settings and model.
create table linkage_run (
  run_id uuid primary key,
  area_id integer not null references area,
  as_of date not null,
  snapshot_sha256 text not null,
  settings jsonb not null,
  model jsonb not null,
  -- the run that trained the model, and by how many thousandths of a bit judgements have moved its weights since
  trained_by uuid not null references linkage_run,
  shift integer not null,
  -- how many reviewers a pair of the tier "review" needs
  reviewers smallint not null check (reviewers in (1, 2)),
  report jsonb not null,
  created_by uuid references account,
  recorded_at timestamptz(3) not null default instant()
);

-- Pairs with the newest evidence of them: weight in thousandths of a bit, and the pattern from which it is told anew.
drop table duplicate_pair;
create table duplicate_pair (
  pair_id uuid primary key,
  person_a uuid not null references person,
  person_b uuid not null references person,
  run_id uuid not null references linkage_run,
  -- "sample" pairs are below the threshold: they are judged to learn what is missed
  tier text not null check (tier in ('sure', 'review', 'sample')),
  reason text not null,
  weight integer not null,
  pattern bigint not null,
  -- one of all pairs of its weight, or drawn from them by chance: what is judged of it may be counted
  drawn boolean not null,
  -- found by the newest run over an area that holds both
  found boolean not null default true,
  check (person_a < person_b),
  unique (person_a, person_b)
);
create index duplicate_pair_by_b on duplicate_pair (person_b);

-- What a reviewer says of a pair. The first two judge without seeing each other's answer; a third settles what they
-- disagree on. The weight is that under the model as it was trained.
create table pair_judgement (
  pair_id uuid not null references duplicate_pair,
  place smallint not null check (place between 1 and 3),
  judged_by uuid not null references account,
  verdict text not null check (verdict in ('same', 'different', 'unsure')),
  reason text not null check (length(reason) >= 5),
  trained_by uuid not null references linkage_run,
  weight integer not null,
  judged_at timestamptz(3) not null default instant(),
  primary key (pair_id, place),
  unique (pair_id, judged_by)
);
create trigger keep before update or delete on pair_judgement for each row execute function refuse_rewriting();
create trigger keep before update or delete on linkage_run for each row execute function refuse_rewriting();

-- What has become of a pair, without who said what. `overtaken`: one of the two was merged with somebody else.
create function pair_state(pair duplicate_pair) returns text
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
declare
  verdicts text[] := array(select verdict from pair_judgement where pair_id = pair.pair_id order by place);
  answered integer := cardinality(verdicts);
  needed integer := (select case when pair.tier = 'review' then reviewers else 1 end from linkage_run where run_id = pair.run_id);
  final text;
begin
  if exists (select from person_merge where upper_inf(recorded)
      and (kept_id, absorbed_id) in ((pair.person_a, pair.person_b), (pair.person_b, pair.person_a))) then
    return 'merged';
  end if;
  if exists (select from person_merge where upper_inf(recorded) and absorbed_id in (pair.person_a, pair.person_b)) then
    return 'overtaken';
  end if;
  if exists (select from person_merge
      where (kept_id, absorbed_id) in ((pair.person_a, pair.person_b), (pair.person_b, pair.person_a))) then
    return 'undone';
  end if;
  if answered = 0 then return 'open'; end if;
  if answered < needed then return 'waiting'; end if;
  final := case when answered = 3 then verdicts[3] when answered = 1 or verdicts[1] = verdicts[2] then verdicts[1] end;
  return coalesce(nullif(final, 'unsure'), case when final is null then 'disagreed' else 'unsure' end);
end
$$;
revoke all on function pair_state(duplicate_pair) from public;
grant execute on function pair_state(duplicate_pair) to mutakhir_serving;

-- Whether the answers may be seen by others than who gave them: as soon as nobody is to answer without having seen them.
create function answers_are_open(pair uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select pair_state(duplicate_pair) not in ('open', 'waiting') from duplicate_pair where pair_id = pair $$;
revoke all on function answers_are_open(uuid) from public;
grant execute on function answers_are_open(uuid) to mutakhir_serving;

create function check_judgement() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  pair duplicate_pair;
begin
  select * into pair from duplicate_pair where pair_id = new.pair_id for update;
  if exists (select from pair_judgement where pair_id = new.pair_id and judged_by = new.judged_by) then
    raise exception 'a reviewer judges a pair once' using errcode = 'restrict_violation', constraint = 'pair_judged_once';
  end if;
  if pair_state(pair) not in ('open', 'waiting', 'disagreed', 'unsure') then
    raise exception 'this pair waits for nobody' using errcode = 'restrict_violation', constraint = 'pair_settled';
  end if;
  new.place := 1 + (select count(*) from pair_judgement where pair_id = new.pair_id);
  select trained_by, pair.weight - shift into new.trained_by, new.weight from linkage_run where run_id = pair.run_id;
  if new.place > 3 then
    raise exception 'three have judged this pair' using errcode = 'restrict_violation', constraint = 'pair_settled';
  end if;
  return new;
end
$$;
create trigger check_judgement before insert on pair_judgement for each row execute function check_judgement();

-- The keyed index of a person's NIK, where the civil register has confirmed that it is his or hers.
create function verified_nik(wanted uuid) returns bytea
  language sql stable security definer set search_path = public, pg_temp
  as $$
  select said.nik_index
    from (select nik_index, fact.observed_on from person_fact fact join change using (change_id)
           where fact.person_id = wanted and nik_status is not null order by fact.observed_on desc, change.seq desc limit 1) said
    cross join (select outcome, detail, checked_on from validation
                 where person_id = wanted and rule = 'civil_register' order by checked_on desc, validation_id desc limit 1) checked
   where outcome = 'passed' and detail <> 'found_by_name' and checked_on >= said.observed_on
$$;
revoke all on function verified_nik(uuid) from public;

create function have_two_verified_niks(one uuid, other uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce(verified_nik(one) <> verified_nik(other), false) $$;
revoke all on function have_two_verified_niks(uuid, uuid) from public;
grant execute on function have_two_verified_niks(uuid, uuid) to mutakhir_serving;

-- Whoever asks: two confirmed numbers are two people, and a pair that is under review is merged when it is settled.
create function check_person_merge() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  if have_two_verified_niks(new.kept_id, new.absorbed_id) then
    raise exception 'each has a NIK of its own that the civil register confirmed'
      using errcode = 'restrict_violation', constraint = 'merge_two_niks';
  end if;
  if exists (select from duplicate_pair pair
      where person_a = least(new.kept_id, new.absorbed_id) and person_b = greatest(new.kept_id, new.absorbed_id)
        and pair_state(pair) not in ('same', 'undone')) then
    raise exception 'the review of this pair has not found them to be one person'
      using errcode = 'restrict_violation', constraint = 'merge_unreviewed';
  end if;
  return new;
end
$$;
create trigger check_merge before insert on person_merge for each row execute function check_person_merge();

do $$
declare
  name text;
begin
  foreach name in array array['linkage_run', 'duplicate_pair', 'pair_judgement'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', name);
  end loop;
end
$$;
create policy area on linkage_run to mutakhir_serving using (in_scope(area_id)
  or exists (select from area_within around where around.ancestor_id = linkage_run.area_id and around.area_id = current_area()));
create policy area on duplicate_pair to mutakhir_serving
  using (exists (select from person root where root.person_id = person_a) and exists (select from person root where root.person_id = person_b));
create policy area on pair_judgement to mutakhir_serving
  using (exists (select from duplicate_pair root where root.pair_id = pair_judgement.pair_id) and (judged_by = current_account() or answers_are_open(pair_id)))
  with check (exists (select from duplicate_pair root where root.pair_id = pair_judgement.pair_id) and judged_by = current_account());

grant select on linkage_run, duplicate_pair, pair_judgement to mutakhir_serving;
grant insert (pair_id, judged_by, verdict, reason) on pair_judgement to mutakhir_serving;
