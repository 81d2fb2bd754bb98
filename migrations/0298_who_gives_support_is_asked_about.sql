-- Whom a direct payment or a card pays for support, and nobody has vetted, is asked about before it is recorded.
create type spending_check_about as enum ('words', 'payee');
create type vetting as enum ('dbs-seen', 'person-chooses', 'organisation');
alter type wait_step add value 'vetting-to-ask';
alter type clock_kind add value 'vetting';
alter table spending_check add column about spending_check_about not null default 'words', add column vetting vetting;
alter table spending_check alter column about drop default;
alter table spending_check add constraint spending_check_vetting_check
  check ((vetting is not null) = (about = 'payee' and coalesce(outcome = 'passed', false)));
grant update (vetting) on spending_check to recovery_budgets_app;
