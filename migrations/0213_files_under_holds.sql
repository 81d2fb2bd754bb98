-- A legal hold keeps the bytes of a file as well, though nobody gets them any more: until it is lifted they stay in the store.
create function person_is_held(tenant uuid, held uuid) returns boolean language sql stable set search_path to pg_catalog, public, pg_temp as $$
  select exists (select from person p join legal_hold h on h.commissioner_id = tenant and h.person_id in (p.person_id, p.joined_into)
    where p.commissioner_id = tenant and p.person_id = held and h.lifted_at is null)
$$;

create or replace function document_is_kept() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
declare
  of_person uuid;
begin
  if tg_op = 'INSERT' then
    update stored_document s set is_kept = true where s.commissioner_id = new.commissioner_id and s.stored_document_id = new.document_id;
  elsif tg_op = 'DELETE' then
    update stored_document s set is_kept = false where s.commissioner_id = old.commissioner_id and s.stored_document_id = old.document_id;
  elsif new.gone_at is not null then
    select c.person_id into of_person from budget_case c where c.commissioner_id = old.commissioner_id and c.case_id = old.case_id;
    -- A hold that is being placed leads to the person: one of the two waits for the other.
    perform from person p where p.commissioner_id = old.commissioner_id and p.person_id = of_person for no key update;
    update stored_document s set is_kept = person_is_held(old.commissioner_id, of_person)
      where s.commissioner_id = old.commissioner_id and s.stored_document_id = old.document_id;
  end if;
  return null;
end $$;

create function hold_keeps_files() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  update stored_document s set is_kept = person_is_held(new.commissioner_id, c.person_id)
    from document d
    join budget_case c on c.commissioner_id = d.commissioner_id and c.case_id = d.case_id
    join person p on p.commissioner_id = c.commissioner_id and p.person_id = c.person_id
    where new.person_id in (p.person_id, p.joined_into) and p.commissioner_id = new.commissioner_id and d.gone_at is not null
      and s.commissioner_id = d.commissioner_id and s.stored_document_id = d.document_id;
  return null;
end $$;
create trigger hold_keeps_files after insert or update of lifted_at, person_id on legal_hold for each row execute function hold_keeps_files();

-- What the scanner could not read is tried again, slowly: it may have been the scanner.
drop index document_to_scan;
create index document_to_scan on document (commissioner_id, scan_due_at) where scan in ('not-scanned', 'waiting', 'failed') and gone_at is null;

-- Which file took the place of one that nobody can get: what was there first stays known, by its hash.
alter table document add column replaced_by uuid;
alter table document add constraint document_replaced_by foreign key (commissioner_id, replaced_by)
  references document (commissioner_id, document_id) on delete cascade;
create index document_by_what_replaced on document (commissioner_id, replaced_by) where replaced_by is not null;
grant update (replaced_by) on document to recovery_budgets_app;
grant update (sha256) on attachment to recovery_budgets_app;

-- What is about somebody else leaves no words on them.
alter table attachment no force row level security;
update attachment set withdrawn_words = null where withdrawn_because = 'about-somebody-else';
alter table attachment force row level security;
alter table attachment add constraint attachment_no_words_check check (withdrawn_because is distinct from 'about-somebody-else' or withdrawn_words is null and title is null);
