-- On what ground somebody acts for the person: since when, and by what it is known.
alter table case_member
  add column basis text,
  add column basis_since date,
  add column basis_evidence text,
  add constraint case_member_basis_dated check ((basis is null) = (basis_since is null)),
  add constraint case_member_basis_of_representative check (basis is null or capacity = 'representative');
-- A trust's system sees the people of the trust's cases.
create index budget_case_by_person on budget_case (commissioner_id, person_id, trust_id);
