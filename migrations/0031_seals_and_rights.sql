-- A seal is signed with a key that the database does not have. What was sealed before stays as it is, and is held by the first signed seal after it.
alter table audit_seal add column sealed_at timestamptz, add column key_id text, add column signature text;
alter table audit_seal add constraint audit_seal_signed
  check (sealed_at is not null and key_id is not null and signature is not null) not valid;

-- Whose entries wait is the tenant's own as well. The sealer asks in the name of each tenant in turn, in one statement.
alter table audit_outbox enable row level security;
alter table audit_outbox force row level security;
create policy tenant on audit_outbox using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
create function audit_backlog() returns table (commissioner_id uuid, waiting bigint)
  language plpgsql as $$
declare
  before text := coalesce(current_setting('app.commissioner_id', true), '');
begin
  for commissioner_id in select c.commissioner_id from public.commissioner c loop
    perform set_config('app.commissioner_id', commissioner_id::text, true);
    select count(*) into waiting from public.audit_outbox o where o.commissioner_id = audit_backlog.commissioner_id;
    if waiting > 0 then
      return next;
    end if;
  end loop;
  perform set_config('app.commissioner_id', before, true);
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
revoke execute on function audit_backlog() from public;
grant execute on function audit_backlog() to recovery_budgets_app;

-- Of what changes, the service may change no more than its code does: whose it is, what it is about, and who did it when, stay as they were written.
do $$
declare
  it record;
  changing text;
begin
  for it in
    select * from (values
      ('appeal', array['appeal_id', 'case_id', 'decision_id', 'words', 'late_because', 'statutory', 'lodged_by', 'lodged_as', 'lodged_at', 'how']),
      ('budget_case', array['case_id', 'person_id', 'scheme_id', 'trust_id', 'opened_at']),
      ('case_member', array['case_member_id', 'case_id', 'actor_id', 'case_role', 'name', 'organisation_id', 'joined_at', 'relative', 'basis',
        'basis_since', 'basis_evidence']),
      ('clock', array['clock_id', 'case_id', 'kind', 'subject_id', 'started_on', 'fixed_on']),
      ('current_service', array['current_service_id', 'case_id', 'kind', 'registered_at', 'registered_by']),
      ('expression_of_interest', array['expression_of_interest_id', 'case_id', 'made_by', 'made_as', 'made_at']),
      ('information_request', array['information_request_id', 'expression_of_interest_id', 'case_id', 'asked_by', 'asked_at', 'due_on', 'answer_by']),
      ('needs_assessment', array['needs_assessment_id', 'case_id', 'instrument', 'instrument_version', 'assessor_id', 'begun_at']),
      ('person', array['person_id', 'registered_at']),
      ('review', array['review_id', 'case_id', 'kind', 'due_on', 'scheduled_at']),
      ('support_plan', array['support_plan_id', 'case_id', 'opened_at'])
    ) as stays (name, columns)
  loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into strict changing from pg_attribute
      where attrelid = it.name::regclass and attnum > 0 and not attisdropped and attname <> 'commissioner_id' and attname <> all (it.columns);
    execute format('revoke update on %I from recovery_budgets_app', it.name);
    execute format('grant update (%s) on %I to recovery_budgets_app', changing, it.name);
  end loop;
end
$$;
