import type { Client } from 'pg'

/** One statement a row, in an order that does not depend on how the database came to be. */
const statements = {
  Types: `select format('create type %I as enum (%s);', t.typname,
      (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)) as text
    from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype = 'e' order by t.typname`,
  Functions: `select pg_get_functiondef(p.oid) || ';' as text from pg_proc p
    where p.pronamespace = 'public'::regnamespace order by p.proname`,
  Tables: `select format(E'create table %I (\\n%s\\n);', c.relname,
      (select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          case when a.attgenerated <> '' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
            else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end), E',\\n' order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as text
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`,
  Constraints: `select format('alter table %s add constraint %I %s;', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as text
    from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'c', 'f', 'x')
    order by k.conrelid::regclass::text, position(k.contype::text in 'pucfx'), k.conname`,
  Indexes: `select pg_get_indexdef(i.indexrelid) || ';' as text from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by i.indrelid::regclass::text, c.relname`,
  Triggers: `select pg_get_triggerdef(t.oid) || ';' as text from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by c.relname, t.tgname`,
  'Row-level security': `select concat_ws(E'\\n', format('alter table %I enable row level security;', c.relname),
      case when c.relforcerowsecurity then format('alter table %I force row level security;', c.relname) end,
      (select string_agg(format('create policy %I on %I for %s to %s%s%s;', p.policyname, c.relname, lower(p.cmd),
          array_to_string(p.roles, ', '), coalesce(' using (' || p.qual || ')', ''),
          coalesce(' with check (' || p.with_check || ')', '')), E'\\n' order by p.policyname)
        from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname)) as text
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity order by c.relname`,
  Grants: `select format('grant %s on %I to %s;', string_agg(what, ', ' order by what), relname, who) as text from (
      select c.relname, lower(a.privilege_type) as what, a.grantee::regrole::text as who
      from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.grantee <> c.relowner
      union all
      select c.relname, format('%s (%s)', lower(a.privilege_type), string_agg(t.attname, ', ' order by t.attnum)), a.grantee::regrole::text
      from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
      where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
      group by c.relname, a.privilege_type, a.grantee
    ) as granted group by relname, who order by relname, who`,
} as const

/** The whole schema as SQL, the same text for the same schema. For people to read and for a comparison, not to be run. */
export async function describeSchema(client: Client): Promise<string> {
  const parts = ['-- What the migrations add up to. Written by `npm run schema`; change a migration, not this file.']
  for (const [title, query] of Object.entries(statements)) {
    const { rows } = await client.query<{ text: string }>(query)
    parts.push(
      `-- ${title}`,
      rows.map((row) => row.text.trim()).join(title === 'Tables' || title === 'Functions' ? '\n\n' : '\n'),
    )
  }
  return `${parts.join('\n\n')}\n`
}
