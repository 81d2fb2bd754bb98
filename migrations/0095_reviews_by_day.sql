-- The reviews of a tenant that are to be held, in the order of their days.
create index review_by_day on review (commissioner_id, due_on, review_id) where status = 'scheduled';
