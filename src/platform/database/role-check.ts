import pg from 'pg'

/**
 * Why row-level security would be void for the role of this connection, in sentences; none where it holds.
 * A superuser and a role with BYPASSRLS pass every policy, and whoever owns a table can switch its policies off.
 */
export async function rightsTooWide(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: string; superuser: boolean; bypass: boolean; owned: string | null }>(
      `select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
         (select min(c.relname) || case when count(*) > 1 then ' and ' || count(*) - 1 || ' more' else '' end from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and pg_has_role(current_user, c.relowner, 'member')) as owned
       from pg_roles r where r.rolname = current_user`,
    )
    const [it] = rows
    if (!it) return ['the role of the connection is not known']
    if (it.superuser) return [`the role ${it.role} is a superuser`]
    const faults: string[] = []
    if (it.bypass) faults.push(`the role ${it.role} has BYPASSRLS`)
    if (it.owned) faults.push(`the role ${it.role} owns tables, itself or through another role: ${it.owned}`)
    return faults
  } finally {
    await client.end()
  }
}
