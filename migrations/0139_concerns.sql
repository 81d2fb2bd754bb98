-- A concern: that money is taken from a person, or spent on what was not agreed. Who is suspected must not learn of it, so that nothing of it is in
-- the audit, which others read and whose places they can count: what happens with a concern is kept here, and is never changed.
create type concern_about as enum ('payee', 'member', 'line', 'case');
create type concern_level as enum ('low', 'medium', 'high');
create type concern_state as enum ('open', 'looking', 'settled');
create type concern_outcome as enum ('no-concern', 'substantiated', 'referred-on');
create type concern_referral as enum ('council', 'police', 'council-and-police');
create type concern_reason as enum ('money-taken', 'pressure', 'not-received', 'price-wrong', 'not-vetted', 'conflict-of-interest', 'plan-not-followed', 'neglect', 'other',
  'same-document', 'same-purchase', 'receipt-out-of-time', 'unusual-sum', 'cash-burst', 'burst', 'new-payee-large-sum', 'round-sums', 'staff-paid-themselves');
create type concern_raiser as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'other', 'service');
create type concern_entry_kind as enum ('taken', 'noted', 'told', 'frozen', 'renewed', 'lifted', 'settled');
create type concern_told as enum ('person', 'representative', 'raiser', 'council', 'police', 'trust', 'organisation', 'bank', 'regulator', 'other');

create table concern (
  commissioner_id uuid not null,
  concern_id uuid not null,
  case_id uuid not null,
  about concern_about not null,
  -- What it is about as one text, by which the open concern about it is found.
  about_key text not null,
  case_member_id uuid,
  plan_line_id uuid,
  payee text,
  level concern_level not null,
  state concern_state not null default 'open',
  opened_at timestamptz not null,
  outcome concern_outcome,
  referred_to concern_referral,
  settled_at timestamptz,
  -- That the person may have it told when they ask for their record: whoever settled it said so.
  told_to_person boolean not null default false,
  primary key (commissioner_id, concern_id),
  -- Looked at with the commit alone: until then it takes no lock on the case, for which those who work on it would wait.
  constraint concern_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade deferrable initially deferred,
  constraint concern_about_one_check check (num_nonnulls(case_member_id, plan_line_id, payee) = case when about = 'case' then 0 else 1 end),
  constraint concern_settled_whole_check check ((outcome is null) = (settled_at is null) and (state = 'settled') = (settled_at is not null)),
  constraint concern_referred_check check ((outcome is not distinct from 'referred-on') = (referred_to is not null))
);
create unique index concern_one_open on concern (commissioner_id, case_id, about_key) where settled_at is null;
create index concern_by_case on concern (commissioner_id, case_id);

create table concern_report (
  commissioner_id uuid not null,
  concern_report_id uuid not null,
  concern_id uuid not null,
  case_id uuid not null,
  reason concern_reason not null,
  level concern_level not null,
  words text,
  purchase_id uuid,
  raised_by text not null,
  raised_as concern_raiser not null,
  raised_at timestamptz not null,
  primary key (commissioner_id, concern_report_id),
  constraint concern_report_of_concern foreign key (commissioner_id, concern_id) references concern (commissioner_id, concern_id) on delete cascade
);
create index concern_report_by_concern on concern_report (commissioner_id, concern_id, concern_report_id);
create index concern_report_by_case on concern_report (commissioner_id, case_id);
-- A signal is raised once, however often the purchase is looked at.
create unique index concern_report_one_per_signal on concern_report (commissioner_id, purchase_id, reason) where purchase_id is not null;

create table concern_entry (
  commissioner_id uuid not null,
  concern_entry_id uuid not null,
  concern_id uuid not null,
  kind concern_entry_kind not null,
  words text,
  told concern_told,
  actor_id text not null,
  actor_name text not null,
  at timestamptz not null,
  primary key (commissioner_id, concern_entry_id),
  constraint concern_entry_of_concern foreign key (commissioner_id, concern_id) references concern (commissioner_id, concern_id) on delete cascade,
  constraint concern_entry_told_check check ((kind = 'told') = (told is not null))
);
create index concern_entry_by_concern on concern_entry (commissioner_id, concern_id, concern_entry_id);

alter table concern enable row level security;
alter table concern force row level security;
create policy tenant on concern using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
alter table concern_report enable row level security;
alter table concern_report force row level security;
create policy tenant on concern_report using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
alter table concern_entry enable row level security;
alter table concern_entry force row level security;
create policy tenant on concern_entry using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (level, state, outcome, referred_to, settled_at, told_to_person) on concern to recovery_budgets_app;
grant select, insert on concern_report to recovery_budgets_app;
grant select, insert on concern_entry to recovery_budgets_app;
