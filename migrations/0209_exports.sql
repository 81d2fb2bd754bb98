-- That somebody took out what the commissioner holds: who, why, and what.
create type export_format as enum ('ndjson', 'csv');
create table records_export (
  commissioner_id uuid not null references commissioner (commissioner_id),
  records_export_id uuid not null,
  -- The kind of record; null: all of them.
  records_of text,
  format export_format not null,
  because text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  primary key (commissioner_id, records_export_id),
  constraint records_export_csv_of_one_check check (format <> 'csv' or records_of is not null)
);
alter table records_export enable row level security;
alter table records_export force row level security;
create policy tenant on records_export using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on records_export to recovery_budgets_app;
