-- What staff write down of the person's words when an interest is sent, when a review is held, and when a consent is taken back: with the day, the
-- way, who was there and evidence, as everything that is recorded for them.
alter type said_for_kind add value 'expression';
alter type said_for_kind add value 'review';
alter table consent
  add column withdrawn_said_on date,
  add column withdrawn_how way_of_saying,
  add column withdrawn_present text,
  add column withdrawn_evidence text,
  add constraint consent_withdrawn_said_whole check (num_nulls(withdrawn_said_on, withdrawn_how, withdrawn_present, withdrawn_evidence) in (0, 4)
    and (withdrawn_said_on is null or withdrawn_at is not null));
grant update (withdrawn_said_on, withdrawn_how, withdrawn_present, withdrawn_evidence) on consent to recovery_budgets_app;
