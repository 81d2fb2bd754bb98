-- A short reference of a case that can be read out over the telephone. It is worked out from the identifier, so that every case has one, those of
-- before too: seven letters and one that checks them, of an alphabet in which no two sound or look alike. Without 0, I, L, O and U there are 31, a
-- prime, so that one wrong letter and two that changed places are always noticed.
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
create unique index budget_case_one_per_reference on budget_case (commissioner_id, case_reference(case_id));
