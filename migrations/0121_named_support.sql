-- How much of a service the person wants beside what there is, by which route somebody whom they know by name is paid, and what depends on what: she
-- sees me only while I am with the team.
create type payment_route as enum ('salaried-by-trust', 'invoiced-by-provider', 'paid-by-person', 'employed-by-person', 'other');
alter table current_service
  add column minutes_wanted integer,
  add column payment_route payment_route,
  add column payment_route_other text,
  add column depends_on json;
alter table current_service
  add constraint current_service_wanted_check check (minutes_wanted between 0 and 10080),
  add constraint current_service_route_check check (payment_route_other is null or payment_route is not distinct from 'other');
grant update (minutes_wanted, payment_route, payment_route_other, depends_on) on current_service to recovery_budgets_app;
