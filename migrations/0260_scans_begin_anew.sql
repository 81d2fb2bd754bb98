-- Since when a file counts as given up though no scanner had answered: once one does, the tries of a week begin anew.
alter table document add column scan_ended_at timestamptz;
grant update (scan_ended_at) on document to recovery_budgets_app;
