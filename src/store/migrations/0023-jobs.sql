-- Work that goes on after the answer was given, and is seen while it goes on: reading a file, promoting it, training a
-- model. The table is the queue as well: a job waits until a server claims it.
create table job (
  job_id uuid primary key,
  -- the part before the dot is its lane: jobs of one lane go one after the other
  kind text not null check (kind ~ '^[a-z]+\.[a-z_]+$'),
  -- the id of what it is done to: an import, a model, a form
  subject text not null,
  area_id integer not null references area,
  request jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  progress real not null default 0 check (progress between 0 and 1),
  phase_id text not null default '',
  phase_en text not null default '',
  failure_id text not null default '',
  failure_en text not null default '',
  result jsonb,
  created_by uuid not null references account,
  role text not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  ended_at timestamptz(3)
);
-- One job at a time on one thing.
create unique index job_under_way on job (subject) where state in ('waiting', 'running');
create index job_by_subject on job (subject, created_at);
create index job_waiting on job (created_at) where state in ('waiting', 'running');

alter table job enable row level security;
alter table job force row level security;
create policy owner_all on job to current_user using (true) with check (true);
create policy area on job to mutakhir_serving using (in_scope(area_id)) with check (in_scope(area_id) and created_by = current_account());
grant select, insert on job to mutakhir_serving;

insert into job (job_id, kind, subject, area_id, request, state, progress, failure_id, failure_en, created_by, role, created_at)
select gen_random_uuid(), 'import.' || work, batch_id::text, import_job.area_id,
       jsonb_build_object('fileName', file_name, 'profile', profile, 'fileSha256', file_sha256, 'listDate', list_date, 'reason', reason),
       state, progress, failure_id, failure_en, created_by, account.role, import_job.created_at
  from import_job join account on account_id = created_by;
drop table import_job;
