-- Accounts were texts, and a posting a signed amount on one: that an entry balanced was looked at afterwards. Accounts are rows now, and a posting
-- takes an amount from one to another, so that none can be one-sided. What is on an account is kept by the statement that posts.
create type account_kind as enum ('funding', 'reserve', 'available', 'spent');

create table account (
  commissioner_id uuid not null,
  -- The case whose funding it is, the plan whose reserve it is, or the line.
  holder_id uuid not null,
  kind account_kind not null,
  case_id uuid not null,
  balance_pence bigint not null default 0,
  primary key (commissioner_id, holder_id, kind),
  -- Funding is where money comes from: what is on it is what was given, below nothing.
  constraint account_not_overdrawn check (case kind when 'funding' then balance_pence <= 0 else balance_pence >= 0 end),
  constraint account_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
create index account_by_case on account (commissioner_id, case_id);

drop trigger ledger_entry_balances on ledger_posting;
drop trigger ledger_entry_has_postings on ledger_entry;
drop function ledger_entry_balances();
alter table ledger_posting rename to posting_before;
alter table posting_before rename constraint ledger_posting_pkey to posting_before_pkey;
alter table posting_before no force row level security;
alter table ledger_entry no force row level security;
alter table plan_line no force row level security;
alter table crisis_reserve no force row level security;

insert into account (commissioner_id, holder_id, kind, case_id)
  select commissioner_id, plan_line_id, kind, case_id from plan_line, unnest(array['available', 'spent']::account_kind[]) kind
  union all select commissioner_id, support_plan_id, 'reserve', case_id from crisis_reserve
  union all select distinct commissioner_id, case_id, 'funding'::account_kind, case_id from ledger_entry;

create table ledger_posting (
  commissioner_id uuid not null,
  ledger_entry_id uuid not null,
  place integer not null,
  from_id uuid not null,
  from_kind account_kind not null,
  to_id uuid not null,
  to_kind account_kind not null,
  amount_pence bigint not null,
  primary key (commissioner_id, ledger_entry_id, place),
  constraint ledger_posting_amount_pence_check check (amount_pence > 0),
  constraint ledger_posting_moves_check check ((from_id, from_kind) <> (to_id, to_kind))
);
-- Every entry had one account on its one side: one that gave to some, or some that gave to one.
insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
  select e.commissioner_id, e.ledger_entry_id, row_number() over (partition by e.commissioner_id, e.ledger_entry_id order by f.account, t.account),
    coalesce(nullif(split_part(f.account, ':', 2), '')::uuid, e.case_id), split_part(f.account, ':', 1)::account_kind,
    coalesce(nullif(split_part(t.account, ':', 2), '')::uuid, e.case_id), split_part(t.account, ':', 1)::account_kind,
    least(-f.amount_pence, t.amount_pence)
  from ledger_entry e
  join posting_before f on f.commissioner_id = e.commissioner_id and f.ledger_entry_id = e.ledger_entry_id and f.amount_pence < 0
  join posting_before t on t.commissioner_id = e.commissioner_id and t.ledger_entry_id = e.ledger_entry_id and t.amount_pence > 0;
do $$
begin
  if (select coalesce(sum(amount_pence), 0) from ledger_posting) <> (select coalesce(sum(amount_pence), 0) from posting_before where amount_pence > 0) then
    raise exception 'an entry had several accounts on both of its sides';
  end if;
end $$;
drop table posting_before;

update account a set balance_pence = s.pence
  from (select commissioner_id, holder_id, kind, sum(pence) as pence
    from (select commissioner_id, from_id as holder_id, from_kind as kind, -amount_pence as pence from ledger_posting
      union all select commissioner_id, to_id, to_kind, amount_pence from ledger_posting) m
    group by commissioner_id, holder_id, kind) s
  where a.commissioner_id = s.commissioner_id and a.holder_id = s.holder_id and a.kind = s.kind;

alter table ledger_posting
  add constraint ledger_posting_of_entry foreign key (commissioner_id, ledger_entry_id)
    references ledger_entry (commissioner_id, ledger_entry_id) on delete cascade,
  add constraint ledger_posting_from foreign key (commissioner_id, from_id, from_kind)
    references account (commissioner_id, holder_id, kind) on delete cascade,
  add constraint ledger_posting_to foreign key (commissioner_id, to_id, to_kind)
    references account (commissioner_id, holder_id, kind) on delete cascade;
create index ledger_posting_from_account on ledger_posting (commissioner_id, from_id, ledger_entry_id);
create index ledger_posting_to_account on ledger_posting (commissioner_id, to_id, ledger_entry_id);

-- What is spent on a line is what is on its account.
alter table plan_line drop constraint plan_line_no_overspend, drop column spent_pence;

create function ledger_entry_has_postings() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  if not exists (select from ledger_posting p where p.commissioner_id = new.commissioner_id and p.ledger_entry_id = new.ledger_entry_id) then
    raise exception 'a ledger entry moves money' using errcode = 'check_violation', constraint = 'ledger_entry_has_postings';
  end if;
  return null;
end $$;
create constraint trigger ledger_entry_has_postings after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_entry_has_postings();

alter table ledger_entry force row level security;
alter table plan_line force row level security;
alter table crisis_reserve force row level security;
do $$
declare
  made text;
begin
  foreach made in array array['account', 'ledger_posting'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert, update (balance_pence) on account to recovery_budgets_app;
grant select, insert on ledger_posting to recovery_budgets_app;
