-- Purchases that an auditor looks at, drawn so that the same seed draws the same.
create type sample_method as enum ('random', 'risk');
create type audit_finding as enum ('in-order', 'evidence-missing', 'not-in-order');
create table audit_sample (
  commissioner_id uuid not null,
  audit_sample_id uuid not null,
  from_on date not null,
  until_on date not null,
  size integer not null,
  seed text not null,
  method sample_method not null,
  -- Out of how many it was drawn.
  population integer not null,
  drawn_by text not null,
  drawn_at timestamptz not null,
  primary key (commissioner_id, audit_sample_id),
  constraint audit_sample_days_check check (from_on <= until_on),
  constraint audit_sample_size_check check (size > 0)
);
create table audit_sample_item (
  commissioner_id uuid not null,
  audit_sample_id uuid not null,
  purchase_id uuid not null,
  place integer not null,
  -- As it was when it was drawn: marks and receipts can come later.
  weight integer not null,
  finding audit_finding,
  finding_words text,
  found_by text,
  found_at timestamptz,
  primary key (commissioner_id, audit_sample_id, purchase_id),
  constraint audit_sample_item_of_sample foreign key (commissioner_id, audit_sample_id) references audit_sample (commissioner_id, audit_sample_id),
  constraint audit_sample_item_of_purchase foreign key (commissioner_id, purchase_id) references purchase (commissioner_id, purchase_id) on delete cascade,
  constraint audit_sample_item_found_whole_check check (num_nonnulls(finding, finding_words, found_by, found_at) in (0, 4))
);
create index audit_sample_item_by_purchase on audit_sample_item (commissioner_id, purchase_id);
-- A sample is drawn from the purchases of some days. They are recorded in the order of time, and a range of pages costs a write nearly nothing.
create index purchase_by_recording on purchase using brin (recorded_at);
alter table audit_sample enable row level security;
alter table audit_sample force row level security;
create policy tenant on audit_sample using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
alter table audit_sample_item enable row level security;
alter table audit_sample_item force row level security;
create policy tenant on audit_sample_item using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on audit_sample to recovery_budgets_app;
grant select, insert, update (finding, finding_words, found_by, found_at) on audit_sample_item to recovery_budgets_app;
