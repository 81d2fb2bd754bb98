-- Since when a scanner is asked about a file: one that never answers is not waited for without an end.
alter table document add column scan_asked_at timestamptz;
grant update (scan_asked_at) on document to recovery_budgets_app;
