-- What a scanner said of each file that is kept. A file that is gone from the store stays known: what it was, and why it went.
create type file_scan as enum ('not-scanned', 'waiting', 'clean', 'infected', 'failed');
create type file_gone as enum ('infected', 'withdrawn');
alter table document
  add column scan file_scan not null default 'not-scanned',
  add column scan_tries integer not null default 0,
  -- From when it can be scanned (again).
  add column scan_due_at timestamptz not null default '-infinity',
  add column scanned_at timestamptz,
  add column gone_at timestamptz,
  add column gone_because file_gone,
  add constraint document_scan_tries_check check (scan_tries >= 0),
  add constraint document_scanned_check check ((scanned_at is null) = (scan in ('not-scanned', 'waiting'))),
  add constraint document_gone_check check ((gone_at is null) = (gone_because is null)),
  -- An infected file is never there to be handed out.
  add constraint document_infected_check check (scan <> 'infected' or gone_at is not null);

-- The number in the store, while it is there.
alter table document drop constraint document_of_stored;
alter table document add column stored_document_id uuid generated always as (case when gone_at is null then document_id end) stored;
alter table document add constraint document_of_stored foreign key (commissioner_id, stored_document_id)
  references stored_document (commissioner_id, stored_document_id);
create index document_in_store on document (commissioner_id, stored_document_id) where gone_at is null;
create index document_to_scan on document (commissioner_id, scan_due_at) where scan in ('not-scanned', 'waiting') and gone_at is null;

create or replace function document_is_kept() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update stored_document s set is_kept = true where s.commissioner_id = new.commissioner_id and s.stored_document_id = new.document_id;
  elsif tg_op = 'DELETE' or new.gone_at is not null then
    update stored_document s set is_kept = false where s.commissioner_id = old.commissioner_id and s.stored_document_id = old.document_id;
  end if;
  return null;
end $$;
drop trigger document_is_kept on document;
create trigger document_is_kept after insert or delete or update of gone_at on document for each row execute function document_is_kept();

grant update (scan, scan_tries, scan_due_at, scanned_at, gone_at, gone_because) on document to recovery_budgets_app;

-- Where nobody can get the file of a receipt, another copy takes its place.
grant update (document_hash) on receipt to recovery_budgets_app;
grant update (document_hash) on waiting_claim to recovery_budgets_app;
