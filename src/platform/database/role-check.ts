import { sql } from 'kysely'
import type { DatabaseAccess } from './database.ts'
import { prepared } from './prepared.ts'
import { nobody } from './tenants.ts'

interface Rights {
  readonly role: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly owned: string | null
}

const rights = prepared<object, Rights>(
  () => sql<Rights>`select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
    (select min(c.relname) || case when count(*) > 1 then ' and ' || count(*) - 1 || ' more' else '' end from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and pg_has_role(current_user, c.relowner, 'member')) as owned
    from pg_roles r where r.rolname = current_user`,
)

/**
 * Why row-level security would be void for the role of these connections, in sentences; none where it holds.
 * A superuser and a role with BYPASSRLS pass every policy, and whoever owns a table can switch its policies off.
 */
export async function rightsTooWide(database: DatabaseAccess): Promise<string[]> {
  const [it] = await database.read(nobody, (reads) => rights(reads, {}))
  if (!it) return ['the role of the connection is not known']
  if (it.superuser) return [`the role ${it.role} is a superuser`]
  const faults: string[] = []
  if (it.bypass) faults.push(`the role ${it.role} has BYPASSRLS`)
  if (it.owned) faults.push(`the role ${it.role} owns tables, itself or through another role: ${it.owned}`)
  return faults
}

interface Limit {
  readonly name: string
  readonly role: string
}

const limitsMissing = prepared<object, Limit>(
  () => sql<Limit>`select name, quote_ident(current_user) as role from pg_settings
    where name in ('statement_timeout', 'idle_in_transaction_session_timeout') and setting = '0' order by name desc`,
)

/** The time-outs that the role should have and has not, as the statements that set them. */
export async function timeoutsMissing(database: DatabaseAccess): Promise<string[]> {
  const missing = await database.read(nobody, (reads) => limitsMissing(reads, {}))
  const wanted: Record<string, string> = { statement_timeout: '10s', idle_in_transaction_session_timeout: '15s' }
  return missing.map(({ name, role }) => `alter role ${role} set ${name} = '${wanted[name]}'`)
}
