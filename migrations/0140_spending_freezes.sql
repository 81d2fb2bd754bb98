-- Whoever handles a concern can have nothing more go to a payee, from a line or from a case, until a day. It is in no event, as the concern is not.
create type freeze_about as enum ('payee', 'line', 'case');
create table spending_freeze (
  commissioner_id uuid not null,
  spending_freeze_id uuid not null,
  concern_id uuid not null,
  case_id uuid not null,
  about freeze_about not null,
  plan_line_id uuid,
  payee text,
  -- The letters of the payee, by which it is found however it is written.
  payee_letters text,
  reason text not null,
  placed_by text not null,
  placed_by_name text not null,
  placed_at timestamptz not null,
  until_on date not null,
  lifted_at timestamptz,
  primary key (commissioner_id, spending_freeze_id),
  constraint spending_freeze_of_concern foreign key (commissioner_id, concern_id) references concern (commissioner_id, concern_id) on delete cascade,
  constraint spending_freeze_about_one_check check ((about = 'line') = (plan_line_id is not null)
    and (about = 'payee') = (payee is not null) and (payee is null) = (payee_letters is null))
);
create index spending_freeze_by_concern on spending_freeze (commissioner_id, concern_id, spending_freeze_id);
create index spending_freeze_by_case on spending_freeze (commissioner_id, case_id) where lifted_at is null;
alter table spending_freeze enable row level security;
alter table spending_freeze force row level security;
create policy tenant on spending_freeze using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (lifted_at) on spending_freeze to recovery_budgets_app;
