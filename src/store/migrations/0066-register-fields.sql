-- How a person compares with her entry of the civil register: the weight of the pair in thousandths of a bit, and each
-- field. Null where there is no one entry.
alter table register_match
  add column recorded_at timestamptz(3) not null default instant(),
  add column weight integer,
  add column nik_field text,
  add column name_field text,
  add column birth_date_field text,
  add column sex_field text,
  add column village_field text;
