-- The person has no organisation there, a care coordinator always has one, and who acts or speaks for a person may come from one.
alter table page_link drop constraint page_link_of_staff_check;
alter table page_link add constraint page_link_of_staff_check
  check (case made_as::text when 'person' then organisation_id is null when 'care-coordinator' then organisation_id is not null else true end);
