import { setTimeout as wait } from 'node:timers/promises'
import { domainWork } from '../../src/domains.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { fieldKeysOf, giveFieldKeys } from '../../src/platform/secrets/field-keys.ts'
import { giveWebhookTargets } from '../../src/webhooks/targets.ts'
import { tenants } from './seed.ts'

/** The work of an instance that delivers webhooks until nothing waits, in a process that a test can kill. Its time goes faster. */
const { DATABASE_URL = '', NOW = '', BEGUN = '', SPEED = '1', KEYS = '' } = process.env
const now = () => new Date(Date.parse(NOW) + (Date.now() - Number(BEGUN)) * Number(SPEED))
const database = new DatabaseAccess({ url: DATABASE_URL, pooler: 'none', poolSize: 4, now })
giveFieldKeys(database, fieldKeysOf(KEYS))
giveWebhookTargets(database, 'any')
const work = domainWork.find(({ name }) => name === 'webhooks')
const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'worker' }
const waiting = () =>
  database.read(scope, (reads) =>
    reads
      .selectFrom('webhook_delivery')
      .select('webhook_delivery_id')
      .where('status', '=', 'waiting')
      .limit(1)
      .execute(),
  )
do {
  await work?.work({ database, now }, new AbortController().signal)
  await wait(20)
} while ((await waiting()).length > 0)
await database.close()
