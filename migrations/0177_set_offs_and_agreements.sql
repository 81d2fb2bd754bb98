-- What is set off stays open until it is used, or its plan ends. A value of a list is used by no migration that adds it.
alter table surplus_recovery drop constraint surplus_recovery_closed_check;
alter table surplus_recovery add constraint surplus_recovery_closed_check
  check ((closed_at is null) = (status in ('proposed', 'decided', 'setting-off')));
alter table surplus_recovery add constraint surplus_recovery_setting_off_check
  check (status <> 'setting-off' or kind = 'set-off');

-- Payments follow an agreement once both have signed it, and once it was ended.
alter table service_agreement add column followed_at timestamptz;
create index service_agreement_to_follow on service_agreement (commissioner_id, service_agreement_id)
  where followed_at is null and payer_signed_at is not null and provider_signed_at is not null;
grant update (followed_at) on service_agreement to recovery_budgets_app;
