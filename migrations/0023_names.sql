-- Names that are wrong in this field: a capacity is a person's mental capacity, a deputy is the Court of Protection's, fate is nobody's word for
-- a service, and nothing is owed but money.
alter table case_member rename column capacity to case_role;
alter table signature rename column capacity to case_role;

alter table deputyship rename to delegation;
alter table delegation rename column deputyship_id to delegation_id;
alter table delegation rename column deputy_id to delegate_id;
alter table delegation rename column deputy_name to delegate_name;
alter table delegation rename column standing to tier_role;
alter table vote rename column standing to tier_role;
alter table conflict_of_interest rename column standing to declared_as;

alter table current_service rename column fate to status;
alter table current_service rename column fate_because to status_reason;
alter table appeal rename column owed to statutory;

-- Constraints and indexes carry the names of what they are about.
do $$
declare
  it record;
begin
  for it in
    select conrelid::regclass as of_table, conname as old,
      replace(replace(replace(conname, 'deputyship', 'delegation'), 'deputy', 'delegate'), 'capacity', 'case_role') as new
    from pg_constraint
    where connamespace = 'public'::regnamespace and conname ~ '(deputy|capacity)'
  loop
    execute format('alter table %s rename constraint %I to %I', it.of_table, it.old, it.new);
  end loop;
  for it in
    select indexrelid::regclass as of_index,
      replace(replace(replace(relname, 'deputyship', 'delegation'), 'deputy', 'delegate'), 'capacity', 'case_role') as new
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and relname ~ '(deputy|capacity)'
  loop
    execute format('alter index %s rename to %I', it.of_index, it.new);
  end loop;
  -- What an enum type or a function says in words is not renamed with the column.
  for it in
    select typname as old, case typname when 'capacity' then 'case_role' when 'fate' then 'service_status' when 'service_fate' then 'service_status' else 'delegation_status' end as new
    from pg_type where typnamespace = 'public'::regnamespace and typtype = 'e' and typname in ('capacity', 'fate', 'service_fate', 'deputyship_status')
  loop
    execute format('alter type %I rename to %I', it.old, it.new);
  end loop;
  for it in
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(pg_get_functiondef(oid),
      '\mfate_because\M', 'status_reason', 'g'), '\mfate\M', 'status', 'g'), '\mcapacity\M', 'case_role', 'g'), '\mdeputyship\M', 'delegation', 'g') as definition
    from pg_proc
    where pronamespace = 'public'::regnamespace and prosrc ~ '\m(fate|fate_because|capacity|deputyship)\M'
  loop
    execute it.definition;
  end loop;
  -- The ground on which somebody speaks for the person: of a closed list, or text.
  if exists (select from pg_enum where enumlabel = 'deputy-of-court') then
    execute (select format('alter type %I rename value %L to %L', typname, 'deputy-of-court', 'court-appointed-deputy')
      from pg_enum join pg_type on pg_type.oid = enumtypid where enumlabel = 'deputy-of-court' limit 1);
  else
    update case_member set basis = 'court-appointed-deputy' where basis = 'deputy-of-court';
  end if;
end
$$;
