-- The serving role reads and writes on behalf of a signed-in account, inside its area. It owns nothing, so that row
-- level security holds for it always. A role belongs to the whole server: it may be there from another database.
do $$
begin
  if not exists (select from pg_roles where rolname = 'mutakhir_serving') then
    create role mutakhir_serving login nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end
$$;

revoke all on schema public from public;
grant usage on schema public to mutakhir_serving;

-- uuid, integers and ranges in one exclusion constraint
create extension if not exists btree_gist;
-- search in names
create extension if not exists pg_trgm;

-- Who asks, for the length of one transaction. Unset, each is null, and null lets no row through.
create function current_area() returns integer
  language sql stable parallel safe
  as $$ select nullif(current_setting('mutakhir.area_id', true), '')::integer $$;

create function current_account() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('mutakhir.account_id', true), '')::uuid $$;

-- The transaction's time in milliseconds, as the console and the API write it: what was known "on Y" is known again.
create function instant() returns timestamptz
  language sql stable parallel safe
  as $$ select date_trunc('milliseconds', now()) $$;

-- Rows that record what was known may only be closed, once: every other change is refused, whoever asks.
create function refuse_rewriting() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'nothing is overwritten: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

-- For tables with `recorded` (when we believed it; empty when it was closed by the transaction that wrote it) and `ended_by` (the change that ended the belief).
create function allow_closing_only() returns trigger
  language plpgsql
  as $$
begin
  if upper_inf(old.recorded) and not upper_inf(new.recorded) and new.ended_by is not null
     and (lower(new.recorded) = lower(old.recorded) or (isempty(new.recorded) and lower(old.recorded) = instant()))
     and to_jsonb(new) - 'recorded' - 'ended_by' = to_jsonb(old) - 'recorded' - 'ended_by' then
    return new;
  end if;
  raise exception 'nothing is overwritten: a row of % can only be closed', tg_table_name using errcode = 'restrict_violation';
end
$$;
