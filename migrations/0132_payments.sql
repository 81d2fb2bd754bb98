-- Payments by the schedule of a line, and the runs in which they are approved together.
create type payment_purpose as enum ('instalment', 'adjustment', 'again');
create type payment_hold_reason as enum ('by-hand', 'agreement-missing', 'line-paused', 'provider-stopped', 'death-reported', 'identity-to-confirm',
  'signature-disputed', 'payee-not-to-be-paid', 'under-check', 'failed-before');
create type payment_cancellation as enum ('line-closed', 'plan-changed', 'schedule-changed', 'by-hand');
create type payment_file_format as enum ('csv', 'iso-20022', 'bacs');
create table pay_run (
  commissioner_id uuid not null,
  pay_run_id uuid not null,
  until_on date not null,
  pay_on date not null,
  -- From whose account it is paid: of the register of payees.
  payer_id uuid not null,
  service_user_number text,
  drafted_by text not null,
  drafted_at timestamptz not null,
  reviewed_by text,
  reviewed_at timestamptz,
  approved_by text,
  -- The approval; what follows from it is done payment by payment, and finished at `instructed_at`.
  approved_at timestamptz,
  instructed_at timestamptz,
  -- As they were counted last: when it was drafted, reviewed, and instructed.
  payment_count integer not null,
  total_pence bigint not null,
  filed_at timestamptz,
  filed_by text,
  file_format payment_file_format,
  file_hash text,
  settled_at timestamptz,
  cancelled_at timestamptz,
  version integer not null default 1,
  primary key (commissioner_id, pay_run_id),
  constraint pay_run_reviewed_whole_check check (num_nonnulls(reviewed_by, reviewed_at) in (0, 2)),
  constraint pay_run_approved_whole_check check (num_nonnulls(approved_by, approved_at) in (0, 2) and (approved_at is null or reviewed_at is not null)),
  constraint pay_run_two_people_check check (approved_by not in (drafted_by, reviewed_by)),
  constraint pay_run_filed_whole_check check (num_nonnulls(filed_at, filed_by, file_format, file_hash) in (0, 4)),
  constraint pay_run_cancelled_before_check check (cancelled_at is null or approved_at is null)
);
create index pay_run_working on pay_run (commissioner_id, pay_run_id) where approved_at is not null and settled_at is null;
create table payment (
  commissioner_id uuid not null,
  payment_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  payee_id uuid,
  purpose payment_purpose not null,
  amount_pence bigint not null,
  from_on date not null,
  until_on date not null,
  due_on date not null,
  -- What the bank is told, and answers by: one payment has one, for ever.
  reference text not null,
  planned_at timestamptz not null,
  hold_reason payment_hold_reason,
  -- Whoever held it releases it; null: the service did, and releases it once the reason is gone.
  held_by text,
  held_at timestamptz,
  -- At most one run at a time, and for ever the one in which it was instructed.
  pay_run_id uuid,
  instructed_at timestamptz,
  settled_at timestamptz,
  paid_on date,
  failure text,
  cancelled_at timestamptz,
  cancelled_because payment_cancellation,
  primary key (commissioner_id, payment_id),
  constraint payment_reference_once unique (commissioner_id, reference),
  constraint payment_amount_check check (amount_pence > 0),
  constraint payment_days_check check (until_on >= from_on),
  constraint payment_held_whole_check check ((hold_reason is null) = (held_at is null) and (held_by is null or hold_reason is not null)),
  constraint payment_instructed_in_run_check check (instructed_at is null or pay_run_id is not null),
  constraint payment_in_run_free_check check (pay_run_id is null or (hold_reason is null and cancelled_at is null)),
  constraint payment_cancelled_whole_check check ((cancelled_at is null) = (cancelled_because is null)),
  constraint payment_settled_check check (settled_at is null or (instructed_at is not null and num_nonnulls(paid_on, failure) = 1)),
  constraint payment_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade,
  constraint payment_of_line foreign key (commissioner_id, plan_line_id) references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint payment_in_run foreign key (commissioner_id, pay_run_id) references pay_run (commissioner_id, pay_run_id)
);
create index payment_by_case on payment (commissioner_id, case_id, payment_id desc);
create index payment_by_line on payment (commissioner_id, plan_line_id, from_on);
create index payment_by_run on payment (commissioner_id, pay_run_id, payment_id) where pay_run_id is not null;
create index payment_due on payment (commissioner_id, due_on, payment_id) where pay_run_id is null and cancelled_at is null;
-- What the bank said, as it was imported; each reference once, however often.
create table pay_run_result (
  commissioner_id uuid not null,
  reference text not null,
  pay_run_id uuid not null,
  paid_on date,
  failure text,
  imported_by text not null,
  imported_at timestamptz not null,
  taken_at timestamptz,
  primary key (commissioner_id, reference),
  constraint pay_run_result_outcome_check check (num_nonnulls(paid_on, failure) = 1),
  constraint pay_run_result_of_payment foreign key (commissioner_id, reference) references payment (commissioner_id, reference) on delete cascade,
  constraint pay_run_result_of_run foreign key (commissioner_id, pay_run_id) references pay_run (commissioner_id, pay_run_id)
);
create index pay_run_result_left on pay_run_result (commissioner_id, pay_run_id, reference) where taken_at is null;
alter table pay_run enable row level security;
alter table pay_run force row level security;
create policy tenant on pay_run using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (reviewed_by, reviewed_at, approved_by, approved_at, instructed_at, payment_count, total_pence, filed_at, filed_by, file_format,
  file_hash, settled_at, cancelled_at, version) on pay_run to recovery_budgets_app;
alter table payment enable row level security;
alter table payment force row level security;
create policy tenant on payment using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (payee_id, hold_reason, held_by, held_at, pay_run_id, instructed_at, settled_at, paid_on, failure, cancelled_at, cancelled_because)
  on payment to recovery_budgets_app;
alter table pay_run_result enable row level security;
alter table pay_run_result force row level security;
create policy tenant on pay_run_result using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (taken_at) on pay_run_result to recovery_budgets_app;
