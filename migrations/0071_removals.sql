-- Who acts or speaks for the person is removed by somebody else only with a reason that the person is told, and can say no to: nobody said it, so
-- there is no way in which it was said, and nobody who was there.
alter type said_for_kind add value 'removal';
alter table said_for alter column how drop not null, alter column present drop not null;
alter table said_for add constraint said_for_how_it_was_said_check
  check ((kind::text = 'removal') = (how is null) and (kind::text = 'removal') = (present is null));
