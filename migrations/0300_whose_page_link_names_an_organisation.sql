-- An organisation sends the care coordinator alone: whoever acts or speaks for a person is there for them, as the person is.
alter table page_link drop constraint page_link_of_staff_check;
alter table page_link add constraint page_link_of_staff_check check ((made_as = 'care-coordinator') = (organisation_id is not null));
