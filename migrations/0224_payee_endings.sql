-- A council or a body of the NHS that is paid, or that pays, is ended by two officers: who asked for it, and when, until the other has. Any payee can be opened again.
alter table payee add column ending_asked_by text;
alter table payee add column ending_asked_at timestamptz;
alter table payee add constraint payee_ending_asked_check check ((ending_asked_by is null) = (ending_asked_at is null));
grant update (ending_asked_by, ending_asked_at) on payee to recovery_budgets_app;
