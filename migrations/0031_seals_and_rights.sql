-- A seal is signed with a key that the database does not have. What was sealed before stays as it is, and is held by the first signed seal after it.
alter table audit_seal add column sealed_at timestamptz, add column key_id text, add column signature text;
alter table audit_seal add constraint audit_seal_signed
  check (sealed_at is not null and key_id is not null and signature is not null) not valid;

-- Whose entries wait is the tenant's own as well. The sealer asks in the name of each tenant in turn, in one statement.
alter table audit_outbox enable row level security;
alter table audit_outbox force row level security;
create policy tenant on audit_outbox using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
create function audit_backlog() returns table (commissioner_id uuid, waiting bigint)
  language plpgsql set app.commissioner_id = '' as $$
begin
  for commissioner_id in select c.commissioner_id from public.commissioner c loop
    perform set_config('app.commissioner_id', commissioner_id::text, true);
    select count(*) into waiting from public.audit_outbox o where o.commissioner_id = audit_backlog.commissioner_id;
    if waiting > 0 then
      return next;
    end if;
  end loop;
end
$$;

-- A trigger runs with the search path of whoever writes: a table of the same name put before ours would be written to instead.
do $$
declare
  it record;
begin
  for it in
    select oid::regprocedure as signature from pg_proc
    where pronamespace = 'public'::regnamespace and (prorettype = 'trigger'::regtype or prosecdef or proname = 'audit_backlog')
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', it.signature);
  end loop;
end
$$;
