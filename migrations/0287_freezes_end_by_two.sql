-- A freeze holds on once its concern is settled, until two who handle the concern have lifted it: the first asks, with a reason.
alter type concern_entry_kind add value 'lifting-asked' before 'lifted';
alter table spending_freeze
  add column kept_since timestamptz,
  add column lifting_asked_by text, add column lifting_asked_at timestamptz, add column lifting_because text;
alter table spending_freeze add constraint spending_freeze_lifting_asked_check
  check (num_nonnulls(lifting_asked_by, lifting_asked_at, lifting_because) in (0, 3));
grant update (kept_since, lifting_asked_by, lifting_asked_at, lifting_because) on spending_freeze to recovery_budgets_app;
