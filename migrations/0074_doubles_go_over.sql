-- A likely double of a record that is joined into another is one of the record that goes on; where there is one of that already, it is that one.
grant update (first_person_id, second_person_id), delete on likely_double to recovery_budgets_app;
