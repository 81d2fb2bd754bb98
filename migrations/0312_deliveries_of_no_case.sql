-- A provider is told of its agreements, which are of no case: such a delivery has its event and no case.
alter table webhook_delivery drop constraint webhook_delivery_of_event_check;
alter table webhook_delivery add constraint webhook_delivery_of_event_check
  check (num_nonnulls(audit_entry_id, sequence) in (0, 2) and (case_id is null or sequence is not null));
