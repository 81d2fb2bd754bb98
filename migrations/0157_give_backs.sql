-- Money that was paid out for a line and that who has it gives back: by whom, how much, when it came, and the evidence.
create type giver as enum ('person', 'representative', 'holder');
create table give_back (
  commissioner_id uuid not null,
  give_back_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  amount_pence bigint not null,
  given_by giver not null,
  received_on date not null,
  reference text not null,
  evidence text not null,
  -- Whether the line had closed, so that it went on to those who paid for it.
  to_funders boolean not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, give_back_id),
  constraint give_back_amount_check check (amount_pence > 0),
  constraint give_back_once unique (commissioner_id, plan_line_id, reference),
  constraint give_back_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint give_back_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade
);
create index give_back_by_case on give_back (commissioner_id, case_id, give_back_id desc);
alter table give_back enable row level security;
alter table give_back force row level security;
create policy tenant on give_back using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on give_back to recovery_budgets_app;
