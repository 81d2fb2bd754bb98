import pg from 'pg'
import { migrate } from '../../src/tools/migrations.ts'
import { addCopying } from './rows.ts'
import { seed } from './seed.ts'
import { watchWrites } from './written.ts'

/** The role that the service connects as. In tests it has a login; it owns nothing either way. */
export const serviceRole = { name: 'recovery_budgets_app', password: 'for-tests-only' } as const

/** The same server, another database, and another role where one is given. */
export function urlOf(serverUrl: string, database: string, role?: { name: string; password: string }): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  if (role) {
    url.username = role.name
    url.password = role.password
  }
  return url.href
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the database that every test file clones, and gives its name. */
export async function makeTemplate(serverUrl: string): Promise<string> {
  const name = `recovery_budgets_template_${process.pid}`
  await onServer(serverUrl, (client) => client.query(`create database ${name}`))
  const url = urlOf(serverUrl, name)
  await migrate(url)
  await onServer(url, async (client) => {
    await client.query(`alter role ${serviceRole.name} login password '${serviceRole.password}'`)
    await seed(client)
  })
  return name
}

/** A clone of the template that counts its writes, for the files that ask the service. */
export async function makeWatched(serverUrl: string, template: string): Promise<string> {
  const name = `${template}_watched`
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  await onServer(urlOf(serverUrl, name), async (client) => {
    await watchWrites(client)
    await addCopying(client)
  })
  return name
}

/** Drops the template and what was made of it. */
export async function dropTemplates(serverUrl: string, template: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template],
    )
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`)
  })
}
