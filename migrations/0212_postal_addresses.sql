-- Where a letter is posted to an organisation, and what stands at its head: its own address, which is no secret. A person's is sealed with their others.
alter table organisation
  add column address_lines text[],
  add column postcode text,
  add constraint organisation_address_whole check ((address_lines is null) = (postcode is null)),
  add constraint organisation_address_lines check (cardinality(address_lines) between 1 and 5);

grant update (address_lines, postcode) on organisation to recovery_budgets_app;
