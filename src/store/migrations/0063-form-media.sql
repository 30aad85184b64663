-- Pictures, recordings and lists that lie beside a form. The newest of a name counts.
create table form_media (
  seq bigint generated always as identity primary key,
  form_version_id uuid not null references form_version,
  name text not null,
  sha256 text not null,
  bytes bytea not null,
  uploaded_by uuid not null references account,
  uploaded_at timestamptz(3) not null default instant()
);
create index form_media_by_name on form_media (form_version_id, name, seq desc);

create trigger keep before update or delete on form_media for each row execute function refuse_rewriting();

-- Seen where its form is used; written by the form's office alone.
alter table form_media enable row level security;
alter table form_media force row level security;
create policy owner_all on form_media to current_user using (true) with check (true);
create policy form on form_media for select to mutakhir_serving
  using (exists (select from form_version form where form.form_version_id = form_media.form_version_id));
create policy office on form_media for insert to mutakhir_serving
  with check (exists (select from form_version form where form.form_version_id = form_media.form_version_id and in_scope(form.area_id)));
grant select, insert on form_media to mutakhir_serving;
