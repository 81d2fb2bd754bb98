-- What has an effect goes over to the record that goes on when two are joined; what happened stays, and is found from it.
grant update (person_id) on sharing_without_consent, legal_hold, correction_request, record_request to recovery_budgets_app;
create index person_by_joined_into on person (commissioner_id, joined_into) where joined_into is not null;
