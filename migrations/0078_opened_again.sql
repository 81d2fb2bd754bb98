-- A budget that is open again has less than was agreed where the person spent from another of its period since: its lines are lowered to what is left.
grant update (agreed_pence) on plan_line to recovery_budgets_app;

-- As little as when it was opened: the lines of a plan never come to more than was agreed.
drop trigger plan_line_within_agreement on plan_line;
create constraint trigger plan_line_within_agreement after insert or update of agreed_pence on plan_line
  deferrable initially deferred for each row execute function plan_line_within_agreement();
