-- Money moves between the lines of a plan without a new sign-off, as far as the scheme's rule lets it. What came to a line from others, less what went to
-- others, stands on the line: what has moved counts together, however it is sliced. What came over from the period before stands apart, since it is no part
-- of the budget of this one.
alter type ledger_entry_kind add value 'move';
alter type ledger_entry_kind add value 'carry-over';
alter type said_for_kind add value 'line-move';
alter table plan_line add column moved_pence bigint not null default 0,
  add column carried_pence bigint not null default 0;
alter table plan_line add constraint plan_line_moved_check check (agreed_pence + moved_pence + carried_pence >= 0),
  add constraint plan_line_carried_check check (carried_pence >= 0);
grant update (moved_pence, carried_pence) on plan_line to recovery_budgets_app;

create table line_move (
  commissioner_id uuid not null,
  line_move_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  from_line_id uuid not null,
  to_line_id uuid not null,
  amount_pence bigint not null,
  words text not null,
  moved_as case_role not null,
  moved_by text not null,
  moved_at timestamptz not null,
  -- The move that this one takes back.
  takes_back uuid,
  primary key (commissioner_id, line_move_id),
  constraint line_move_amount_check check (amount_pence > 0),
  constraint line_move_two_lines_check check (from_line_id <> to_line_id),
  constraint line_move_taken_back_once unique (commissioner_id, takes_back),
  constraint line_move_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint line_move_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint line_move_from_line foreign key (commissioner_id, from_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint line_move_to_line foreign key (commissioner_id, to_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint line_move_of_move foreign key (commissioner_id, takes_back)
    references line_move (commissioner_id, line_move_id) on delete cascade
);
create index line_move_by_case on line_move (commissioner_id, case_id, line_move_id desc);
create index line_move_by_plan on line_move (commissioner_id, support_plan_id);
create index line_move_by_from_line on line_move (commissioner_id, from_line_id);
create index line_move_by_to_line on line_move (commissioner_id, to_line_id);
alter table line_move enable row level security;
alter table line_move force row level security;
create policy tenant on line_move using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on line_move to recovery_budgets_app;
