-- Who may be one person with two records is looked for by the letters of their names, in any order and without marks, blanks or look-alikes, so
-- that a number, a mark or a foreign letter hides nobody. What a name comes to is said in the code; this is the same, once, for the names there are.
alter table person add column name_letters text;
alter table person no force row level security;
alter table person disable trigger person_keep_former;
update person set name_letters = (
  select left(coalesce(string_agg(letter, '' order by letter collate "C"), ''), 300)
    from lateral (select replace(replace(replace(replace(translate(lower(normalize(coalesce(given_name, '') || coalesce(family_name, ''), NFKD)),
      'øđłħıðŧŋςаеорсухіјѕһԁԛԝкмтвнαβεζηικμνορτυχ', 'odlhidtnσaeopcyxijshdqwkmtbhabezhikmvoptyx'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') as name) f
    cross join lateral (select coalesce(nullif(regexp_replace(f.name, '[^[:alpha:]0-9]', '', 'g'), ''), f.name) as letters) l
    cross join lateral regexp_split_to_table(l.letters, '') letter);
alter table person enable trigger person_keep_former;
alter table person force row level security;
alter table person alter column name_letters set not null;
grant update (name_letters) on person to recovery_budgets_app;
create index person_by_letters on person (commissioner_id, name_letters);
drop index person_by_birth;

-- What is worked out of a name is no fact of its own: its history has the name.
create or replace function person_keep_former() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  former json;
begin
  select json_object_agg(o.key, o.value) into former
    from jsonb_each(to_jsonb(old) - 'version' - 'name_letters') o join jsonb_each(to_jsonb(new)) n on n.key = o.key and n.value is distinct from o.value;
  if former is not null then
    insert into person_history (commissioner_id, person_history_id, person_id, version, former, changed_by, changed_at)
      values (old.commissioner_id, uuidv7(), old.person_id, old.version, former,
        coalesce(nullif(current_setting('app.actor_id', true), ''), 'migration'),
        coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  return null;
end
$$;

-- That two records are of two people is said by two, as that they are of one; who joins two is kept also while something is in the way of it. What
-- was settled is open again where either record says later who somebody else would be.
alter table likely_double
  add column join_confirmed_by text,
  add column join_confirmed_at timestamptz,
  add column difference_proposed_by text,
  add column difference_proposed_at timestamptz,
  add constraint likely_double_confirmed_whole check ((join_confirmed_by is null) = (join_confirmed_at is null)),
  add constraint likely_double_confirmed_by_another check (join_confirmed_by is null or (join_proposed_by is not null and join_confirmed_by <> join_proposed_by)),
  add constraint likely_double_difference_whole check ((difference_proposed_by is null) = (difference_proposed_at is null)),
  -- What one alone has settled before stays settled, and is not held against it.
  add constraint likely_double_different_by_two
    check (settled_as is distinct from 'different-people' or (difference_proposed_by is not null and difference_proposed_by <> settled_by)) not valid;
grant update (join_confirmed_by, join_confirmed_at, difference_proposed_by, difference_proposed_at, likeness, found_at)
  on likely_double to recovery_budgets_app;
