-- How the money of a line is held can change at the person's word, up and down: from notional to third party to a direct payment, and back.
create table line_holding (
  commissioner_id uuid not null,
  line_holding_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  from_deployment deployment not null,
  from_instrument payment_instrument not null,
  from_holder_id uuid,
  deployment deployment not null,
  instrument payment_instrument not null,
  holder_id uuid,
  chosen_by text not null,
  chosen_as case_role not null,
  chosen_at timestamptz not null,
  primary key (commissioner_id, line_holding_id),
  constraint line_holding_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint line_holding_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint line_holding_held_by foreign key (commissioner_id, holder_id) references organisation (commissioner_id, organisation_id),
  constraint line_holding_was_held_by foreign key (commissioner_id, from_holder_id) references organisation (commissioner_id, organisation_id)
);
create index line_holding_by_case on line_holding (commissioner_id, case_id, line_holding_id desc);
create index line_holding_by_line on line_holding (commissioner_id, plan_line_id);
alter table line_holding enable row level security;
alter table line_holding force row level security;
create policy tenant on line_holding using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on line_holding to recovery_budgets_app;
grant update (deployment, instrument, holder_id) on plan_line to recovery_budgets_app;
