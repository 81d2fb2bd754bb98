-- Anybody can type a hash. Until its document is there, what was filed for a purchase gives way to what is filed again.
grant update (issued_on, received_by, received_at) on receipt to recovery_budgets_app;
