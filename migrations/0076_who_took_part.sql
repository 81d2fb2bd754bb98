-- Whether the person ended the case by their own act: what they said themselves, nobody undoes in their name.
alter table budget_case add column ended_by_person boolean not null default false;
alter table budget_case add constraint budget_case_ended_by_person_check check (not ended_by_person or ending is not null);
grant update (ended_by_person) on budget_case to recovery_budgets_app;

-- A conflict of interest is of the case, and is looked for by it.
create index conflict_of_interest_by_case on conflict_of_interest (commissioner_id, case_id);
