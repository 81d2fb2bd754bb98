-- A short reference of a case that can be read out over the telephone. It is worked out from the identifier, so that every case has one, those of
-- before too: seven letters and one that checks them, without 0, I, L, O and U, which are taken for others. The 31 that are left are a prime, so
-- that one wrong letter and two that changed places are always noticed.
create function case_reference(case_id uuid) returns text
  language sql immutable strict parallel safe
  set search_path = pg_catalog
as $$
  with hash as (select sha256(uuid_send($1)) as h),
  number as (
    select ((get_byte(h, 0)::bigint << 32) + (get_byte(h, 1)::bigint << 24) + (get_byte(h, 2)::bigint << 16)
      + (get_byte(h, 3)::bigint << 8) + get_byte(h, 4)::bigint) as n from hash),
  digits as (
    select i, ((n / power(31::numeric, i - 1)::bigint) % 31)::int as digit from number, generate_series(1, 7) i)
  select string_agg(substr('123456789ABCDEFGHJKMNPQRSTVWXYZ', digit + 1, 1), '' order by i)
    || substr('123456789ABCDEFGHJKMNPQRSTVWXYZ', (sum(i * digit) % 31)::int + 1, 1) from digits
$$;
revoke execute on function case_reference(uuid) from public;
grant execute on function case_reference(uuid) to recovery_budgets_app;
-- A column: under row-level security no index is asked by a function, which could tell of rows that are not theirs.
alter table budget_case add column reference text not null generated always as (case_reference(case_id)) stored;
create unique index budget_case_one_per_reference on budget_case (commissioner_id, reference);
