import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/**
 * The lock on a data folder: it lives as long as its session in the folder's own server, and the session as long as its
 * process, so a kill -9 cannot leave it behind. Undefined where somebody else holds it.
 */
export async function takeLock(url: string, tries: number): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'keeper',
  })
  client.on('error', () => {})
  await client.connect()
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(4801725) as mine')
    if (rows[0]?.mine) return client
    await wait(50)
  }
  await client.end()
  return undefined
}

export interface Keeper {
  release(): Promise<void>
}

/** Holds the lock, and takes it again where the server was started anew in the meantime. Undefined where it is not to be had. */
export async function keepLock(url: string): Promise<Keeper | undefined> {
  let released = false
  let client = await takeLock(url, 20)
  if (!client) return undefined
  const again = async () => {
    client = undefined
    while (!released && !client) {
      await wait(250, undefined, { ref: false })
      client = await takeLock(url, 1).catch(() => undefined)
    }
    if (released) await client?.end()
    else client?.once('end', again)
  }
  client.once('end', again)
  return {
    async release() {
      released = true
      await client?.end().catch(() => {})
    },
  }
}
