import { setTimeout as wait } from 'node:timers/promises'
import { domainWork } from '../../src/domains.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { fieldKeysOf, giveFieldKeys } from '../../src/platform/secrets/field-keys.ts'
import { tenants } from './seed.ts'

/** The work of an instance that brings over what waits, until nothing does, in a process that a test can kill. */
const { DATABASE_URL = '', NOW = '', KEYS = '' } = process.env
const now = () => new Date(NOW)
const database = new DatabaseAccess({ url: DATABASE_URL, pooler: 'none', poolSize: 4, now })
giveFieldKeys(database, fieldKeysOf(KEYS))
const work = domainWork.find(({ name }) => name === 'bulk-imports')
const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'worker' }
const running = () =>
  database.read(scope, (reads) =>
    reads.selectFrom('bulk_import').select('bulk_import_id').where('status', '=', 'running').execute(),
  )
do {
  await work?.work({ database, now }, new AbortController().signal)
  await wait(20)
} while ((await running()).length > 0)
await database.close()
