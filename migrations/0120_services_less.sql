-- Fewer hours in which a service can be reached are less of it: how many there were is kept, so that the person is told. That staff made a service less
-- without the person's agreement is something that they are told of and can object to, though they said nothing.
alter table current_service add column hours_before json;
grant update (hours_before) on current_service to recovery_budgets_app;
alter type said_for_kind add value 'service-less';
alter table said_for drop constraint said_for_how_it_was_said_check;
alter table said_for add constraint said_for_how_it_was_said_check check (
  (kind::text in ('removal', 'death', 'service-less')) = (how is null)
  and (kind::text in ('removal', 'death', 'service-less')) = (present is null)
);
