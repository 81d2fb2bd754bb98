-- How a payee is reached changes by two. What one asked for is kept until a second types the same.
alter table payee add column contact_asked text, add column contact_asked_by text, add column contact_asked_at timestamptz,
  add column contact_told_on date, add column contact_changed_by text, add column contact_changed_at timestamptz;
alter table payee add constraint payee_contact_asked_whole_check check (num_nonnulls(contact_asked, contact_asked_by, contact_asked_at) in (0, 3));
grant update (contact, contact_asked, contact_asked_by, contact_asked_at, contact_told_on, contact_changed_by, contact_changed_at)
  on payee to recovery_budgets_app;
