-- A draft and its simulations are measured against one version: the one they are based on, which is the newest published.
alter table scheme_draft
  add constraint scheme_draft_based_on foreign key (commissioner_id, scheme_id, based_on_version) references scheme_version;
grant update (based_on_version) on scheme_draft to recovery_budgets_app;

alter table simulation
  add column based_on_version integer,
  add constraint simulation_based_on foreign key (commissioner_id, scheme_id, based_on_version) references scheme_version;

-- The version here is the one that the calculation was made under, and its amount stands beside it: null where there is no calculation.
alter table simulated_case
  alter column scheme_version drop not null,
  add column calculated_pence bigint;
