-- What a commissioner brings over from another system, many lines at once. What was sent is kept sealed, in parts, and each part goes when its lines are
-- done; what became of each line stays for a while, without what was in it.
create type bulk_import_kind as enum ('people', 'cases', 'current-services');
create type bulk_import_status as enum ('running', 'completed', 'failed');
create type import_outcome as enum ('made', 'there-already', 'refused');
create table bulk_import (
  commissioner_id uuid not null references commissioner (commissioner_id),
  bulk_import_id uuid not null,
  kind bulk_import_kind not null,
  -- Nothing is made: it is only said what would be.
  dry_run boolean not null,
  status bulk_import_status not null,
  total integer not null,
  made integer not null,
  there_already integer not null,
  refused integer not null,
  -- How often the next part broke.
  failures integer not null,
  started_by text not null,
  started_for uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (commissioner_id, bulk_import_id),
  constraint bulk_import_counts_check check (total > 0 and made >= 0 and there_already >= 0 and refused >= 0
    and made + there_already + refused <= total),
  constraint bulk_import_failures_check check (failures >= 0),
  constraint bulk_import_ended_check check ((status = 'running') = (ended_at is null)),
  constraint bulk_import_completed_check check (status <> 'completed' or made + there_already + refused = total)
);
-- One at a time: what a line is held against does not change under another import.
create unique index bulk_import_one_running on bulk_import (commissioner_id) where status = 'running';
create index bulk_import_ended on bulk_import (commissioner_id, ended_at) where status <> 'running';

-- Lines that wait, sealed with a key that is not kept here.
create table bulk_import_part (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  part integer not null,
  key_id text not null,
  sealed bytea not null,
  primary key (commissioner_id, bulk_import_id, part),
  constraint bulk_import_part_of_import foreign key (commissioner_id, bulk_import_id) references bulk_import (commissioner_id, bulk_import_id) on delete cascade
);
-- Keyed marks of what a file may have once, so that a line that comes twice is found in a dry run too. They go with the last part.
create table bulk_import_mark (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  mark bytea not null,
  primary key (commissioner_id, bulk_import_id, mark),
  constraint bulk_import_mark_of_import foreign key (commissioner_id, bulk_import_id) references bulk_import (commissioner_id, bulk_import_id) on delete cascade
);
create table bulk_import_line (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  line integer not null,
  outcome import_outcome not null,
  -- What was made, or was there; it may have gone since.
  thing_id uuid,
  -- Why it was refused: fields, codes and rules, never what was sent.
  errors json,
  primary key (commissioner_id, bulk_import_id, line),
  constraint bulk_import_line_check check (line > 0 and (outcome = 'refused') = (errors is not null)),
  constraint bulk_import_line_of_import foreign key (commissioner_id, bulk_import_id) references bulk_import (commissioner_id, bulk_import_id) on delete cascade
);
create index bulk_import_line_refused on bulk_import_line (commissioner_id, bulk_import_id, line) where outcome = 'refused';

-- By which line of which other system a service was brought over: once.
alter table current_service add column brought_over_as text;
create unique index current_service_brought_over_once on current_service (commissioner_id, brought_over_as) where brought_over_as is not null;
-- A case that the commissioner brought over from another system.
alter type opening_ground add value 'brought-over';

alter table bulk_import enable row level security;
alter table bulk_import force row level security;
create policy tenant on bulk_import using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (status, made, there_already, refused, failures, ended_at) on bulk_import to recovery_budgets_app;
alter table bulk_import_part enable row level security;
alter table bulk_import_part force row level security;
create policy tenant on bulk_import_part using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete on bulk_import_part to recovery_budgets_app;
alter table bulk_import_mark enable row level security;
alter table bulk_import_mark force row level security;
create policy tenant on bulk_import_mark using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete on bulk_import_mark to recovery_budgets_app;
alter table bulk_import_line enable row level security;
alter table bulk_import_line force row level security;
create policy tenant on bulk_import_line using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on bulk_import_line to recovery_budgets_app;
