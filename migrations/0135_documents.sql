-- Documents are files in a store outside of the database. What is put there is written down first, so that nothing lies in the store that nobody
-- knows of: what a crash, a refusal or a removal leaves there is not kept, and is removed from it.
create table stored_document (
  commissioner_id uuid not null,
  stored_document_id uuid not null,
  put_at timestamptz not null,
  is_kept boolean not null default false,
  primary key (commissioner_id, stored_document_id)
);
create index stored_document_to_remove on stored_document (commissioner_id, put_at) where not is_kept;

create type file_type as enum ('application/pdf', 'image/jpeg', 'image/png', 'image/heic');
create table document (
  commissioner_id uuid not null,
  document_id uuid not null,
  case_id uuid not null,
  media_type file_type not null,
  size_bytes integer not null,
  sha256 text not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (commissioner_id, document_id),
  constraint document_size_bytes_check check (size_bytes > 0),
  constraint document_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint document_of_stored foreign key (commissioner_id, document_id)
    references stored_document (commissioner_id, stored_document_id),
  constraint document_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index document_by_case on document (commissioner_id, case_id);

-- A document goes with its case: what is in the store follows.
create function document_is_kept() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update stored_document s set is_kept = true where s.commissioner_id = new.commissioner_id and s.stored_document_id = new.document_id;
  else
    update stored_document s set is_kept = false where s.commissioner_id = old.commissioner_id and s.stored_document_id = old.document_id;
  end if;
  return null;
end $$;
create trigger document_is_kept after insert or delete on document for each row execute function document_is_kept();

alter table receipt add column document_id uuid,
  add constraint receipt_document foreign key (commissioner_id, document_id) references document (commissioner_id, document_id) on delete cascade;
create unique index receipt_one_per_document on receipt (commissioner_id, document_id) where document_id is not null;

do $$
declare
  made text;
begin
  foreach made in array array['stored_document', 'document'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert, delete, update (is_kept) on stored_document to recovery_budgets_app;
grant select, insert on document to recovery_budgets_app;
grant update (document_id) on receipt to recovery_budgets_app;
