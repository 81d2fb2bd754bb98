import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../dev/postgres/embedded-postgres.ts'
import { createSandboxIssuer } from '../dev/sandbox/issuer.ts'
import { createApp } from '../src/app.ts'
import { tenantFinder } from '../src/machine-clients/find-tenant.ts'
import { newSealKey, sealKeysOf } from '../src/platform/audit/seal-keys.ts'
import { DatabaseAccess } from '../src/platform/database/database.ts'
import { diskStore } from '../src/platform/documents/disk-store.ts'
import { createLog } from '../src/platform/http/log.ts'
import { fieldKeysOf, newFieldKey } from '../src/platform/secrets/field-keys.ts'
import { makeTemplate, onServer, serviceRole, urlOf } from '../test/support/template.ts'

/** A database of a run, as its owner and as the service's role reach it; and the folder beside it. */
export interface Grown {
  readonly folder: string
  readonly superuserUrl: string
  readonly serviceUrl: string
}

/** An embedded PostgreSQL that is made for the run and gone with it, and the databases in it by their names. */
export async function ownServer(undo: (() => Promise<void>)[]): Promise<(name: string) => Promise<Grown>> {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-growth-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), flags: ['-c', 'max_wal_size=4GB'] })
  undo.push(async () => {
    await postgres.stop()
    await rm(postgres.home, { recursive: true, force: true })
  })
  const template = await makeTemplate(postgres.ownerUrl)
  return async (name) => {
    await onServer(postgres.ownerUrl, (client) => client.query(`create database ${name} template ${template}`))
    const superuserUrl = urlOf(postgres.ownerUrl, name)
    return { folder, superuserUrl, serviceUrl: urlOf(postgres.ownerUrl, name, serviceRole) }
  }
}

/** The service over such a database, in this process, and who gives tokens for it. */
export async function serving({ folder, serviceUrl }: Grown) {
  const database = new DatabaseAccess({ url: serviceUrl, poolSize: 4 })
  const access = await createSandboxIssuer(folder, 'http://bench')
  const app = await createApp({
    database,
    access: { ...access, now: () => new Date(), findTenant: tenantFinder(database) },
    log: createLog('silent'),
    sealKeys: sealKeysOf(newSealKey()),
    fieldKeys: fieldKeysOf(newFieldKey()),
    documentStore: diskStore(join(folder, 'documents')),
    trustProxy: false,
    rateLimitPerMinute: 1_000_000,
    mostDelayMilliseconds: 0,
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await app.close()
    await database.close()
  }
  return { url, database, tokenFor: access.tokenFor, close }
}
