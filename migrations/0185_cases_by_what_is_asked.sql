-- Lists of cases are narrowed by what is asked for, each by an index of its own (beside those by scheme, trust, person, member and role waited for).
create index budget_case_by_step on budget_case (commissioner_id, step, case_id desc);
create index budget_case_under_way on budget_case (commissioner_id, case_id desc) where ended_at is null;
create index clock_running_by_day on clock (commissioner_id, due_on, case_id) where stopped_on is null and paused_on is null;
-- What happened on cases since a moment, for systems that ask again and again.
create index audit_entry_of_cases on audit_entry (commissioner_id, happened_at, case_id) where case_id is not null;
