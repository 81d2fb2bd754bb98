-- Who said that the person is alive: where it was the person, what was recorded before says nothing more, on none of their cases.
alter table death_report add column denied boolean not null default false;
alter table death_report no force row level security;
alter table case_member no force row level security;
update death_report h set denied = true where h.outcome = 'in-error' and h.error_confirmed_at is null and exists (select from case_member m
  where m.commissioner_id = h.commissioner_id and m.case_id = h.case_id and m.case_role = 'person' and m.actor_id = h.closed_by);
alter table case_member force row level security;
alter table death_report force row level security;
grant update (denied) on death_report to recovery_budgets_app;

-- After that a death is recorded by somebody else, by other evidence, and not confirmed before the person has had time to say that they are alive.
alter type said_for_kind add value 'death';
alter table death_report add column contestable_until date;
alter table said_for drop constraint said_for_how_it_was_said_check;
alter table said_for add constraint said_for_how_it_was_said_check
  check ((kind::text in ('removal', 'death')) = (how is null) and (kind::text in ('removal', 'death')) = (present is null));
