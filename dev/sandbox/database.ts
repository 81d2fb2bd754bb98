import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { findRunning, startPostgres, type Urls } from '../postgres/embedded-postgres.ts'
import { keptText } from '../postgres/kept-text.ts'

/** The sandbox's database, with the same two roles as in production. */
export interface SandboxDatabase {
  /** The service's role, which owns nothing. */
  readonly appUrl: string
  /** The role that owns the tables and applies migrations. */
  readonly ownerUrl: string
  readonly home: string
  stop(): Promise<void>
}

const name = 'recovery_budgets'
const owner = 'recovery_budgets_owner'
const app = 'recovery_budgets_app'

export async function openSandboxDatabase(folder: string, fresh: boolean): Promise<SandboxDatabase> {
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), fresh })
  try {
    const password = await rolePassword(folder)
    await makeRoles(postgres.ownerUrl, password)
    return { ...urlsOfRoles(postgres, password), home: postgres.home, stop: () => postgres.stop() }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/** The sandbox's database as another process runs it. */
export async function joinSandboxDatabase(folder: string): Promise<Pick<SandboxDatabase, 'appUrl' | 'ownerUrl'>> {
  return urlsOfRoles(await findRunning(join(folder, 'postgres')), await rolePassword(folder))
}

function rolePassword(folder: string): Promise<string> {
  return keptText(join(folder, 'role-password'), () => randomBytes(24).toString('base64url'))
}

async function makeRoles(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    for (const [role, rights] of [
      [owner, 'createrole'],
      [app, ''],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role}`)
      await client.query(`alter role ${role} login ${rights} password '${password}'`)
    }
    // So that a tenant can be put back to how it began, with everything as it was.
    await client.query(`grant set on parameter session_replication_role to ${owner}`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${name} owner ${owner}`)
  } finally {
    await client.end()
  }
}

function urlsOfRoles(postgres: Urls, password: string) {
  const urlOf = (role: string) => {
    const url = new URL(postgres.databaseUrl(name))
    url.username = role
    url.password = password
    return url.href
  }
  return { appUrl: urlOf(app), ownerUrl: urlOf(owner) }
}
