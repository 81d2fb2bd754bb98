-- A broker and who coordinates them are told that training lapses. It is of no person and no case, as a concern is.
alter type notification_kind add value 'training-lapsing';
alter table notification drop constraint notification_of_somebody_check;
alter table notification add constraint notification_of_somebody_check
  check ((person_id is null) = (kind::text in ('concern-waiting', 'training-lapsing')) and (person_id is not null or case_id is null and actor_id is not null));
