-- Accounts and sessions are read by the owner only: the serving role cannot see a password hash even by mistake.
create table account (
  account_id uuid primary key,
  login text not null unique check (login = lower(login) and login ~ '^[a-z0-9._@-]{3,64}$'),
  display_name text not null,
  role text not null check (role in
    ('administrator', 'statistician', 'data_manager', 'district', 'village_operator', 'supervisor', 'enumerator', 'auditor')),
  area_id integer not null references area,
  language text not null default 'id' check (language in ('id', 'en')),
  password_hash text not null,
  totp_cipher bytea,
  totp_confirmed_at timestamptz(3),
  -- of the last code taken: each is good once
  totp_last_step bigint,
  created_at timestamptz(3) not null default now(),
  disabled_at timestamptz(3)
);

-- In place of a second factor that was lost, each good once; here are their SHA-256.
create table recovery_code (
  account_id uuid not null references account,
  code_sha256 bytea not null,
  used_at timestamptz(3),
  primary key (account_id, code_sha256)
);

-- Attempts that may be guesses: of a login, an address, both together, an account's second factor. The subject is a
-- SHA-256, because people type their password where the login belongs; so is the login it concerns, for unlocking.
create table attempt (
  subject_sha256 bytea primary key,
  login_sha256 bytea,
  failures integer not null default 0,
  last_failed_at timestamptz(3) not null,
  locked_until timestamptz(3)
);
create index attempt_by_login on attempt (login_sha256);

-- The token itself is known to the browser only; here is its SHA-256.
create table session (
  token_sha256 bytea primary key,
  session_id uuid not null unique,
  account_id uuid not null references account,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  second_factor_at timestamptz(3),
  ended_at timestamptz(3),
  address text not null default '',
  user_agent text not null default ''
);
create index session_by_account on session (account_id);

-- The audit chain: each entry's hash covers the entry and the hash before it. What this alone cannot show (the end cut
-- off, the whole database put back to an older state) is shown by the signed checkpoints kept outside the database.
create table audit_entry (
  seq bigint primary key,
  at timestamptz(3) not null,
  account_id uuid,
  role text not null,
  action text not null,
  subject text not null,
  area_id integer references area,
  reason text not null default '',
  detail text not null default '',
  previous bytea not null,
  hash bytea not null,
  check (concat(role, action, subject, reason, detail) !~ E'[\\x00-\\x08\\x0b-\\x1f]')
);

create table audit_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash bytea not null
);
insert into audit_head (seq, hash) values (0, sha256('mutakhir'));

-- Fields between unit separators, which the entry may not contain; instants in UTC with milliseconds.
create function audit_hash(entry audit_entry) returns bytea
  language sql immutable
  as $$
  select sha256(entry.previous || convert_to(concat_ws(E'\x1f',
    entry.seq, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(entry.account_id::text, ''),
    entry.role, entry.action, entry.subject, coalesce(entry.area_id::text, ''), entry.reason, entry.detail), 'UTF8'))
$$;

create function chain_audit_entry() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  head audit_head;
begin
  select * into head from audit_head for update;
  new.seq := head.seq + 1;
  new.at := clock_timestamp();
  new.previous := head.hash;
  new.hash := audit_hash(new);
  update audit_head set seq = new.seq, hash = new.hash;
  return new;
end
$$;
create trigger chain before insert on audit_entry for each row execute function chain_audit_entry();
create trigger keep before update or delete on audit_entry for each row execute function refuse_rewriting();

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy owner_all on audit_entry to current_user using (true) with check (true);
create policy append on audit_entry for insert to mutakhir_serving
  with check (account_id = current_account() and role = current_setting('mutakhir.role', true));
create policy auditors on audit_entry for select to mutakhir_serving
  using (current_setting('mutakhir.role', true) in ('auditor', 'administrator') and in_scope(area_id));
grant insert, select on audit_entry to mutakhir_serving;
