import { setTimeout as wait } from 'node:timers/promises'
import { domainWork } from '../../src/domains.ts'
import { smtpTransport } from '../../src/notifications/smtp.ts'
import { giveTransports } from '../../src/notifications/transports.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { fieldKeysOf, giveFieldKeys } from '../../src/platform/secrets/field-keys.ts'
import { tenants } from './seed.ts'

/** The work of an instance that tells people until nothing waits, in a process that a test can kill. Its time goes faster. */
const { DATABASE_URL = '', NOW = '', BEGUN = '', SPEED = '1', KEYS = '', SMTP_URL = '' } = process.env
const now = () => new Date(Date.parse(NOW) + (Date.now() - Number(BEGUN)) * Number(SPEED))
const database = new DatabaseAccess({ url: DATABASE_URL, pooler: 'none', poolSize: 4, now })
giveFieldKeys(database, fieldKeysOf(KEYS))
const email = smtpTransport({ url: SMTP_URL, from: 'Messages <no-reply@example.nhs.uk>' }, false)
giveTransports(database, { link: 'https://sign-in.example.nhs.uk/', by: { email } })
const work = domainWork.find(({ name }) => name === 'notifications')
const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'worker' }
const waiting = () =>
  database.read(scope, (reads) =>
    reads.selectFrom('notification').select('notification_id').where('status', '=', 'waiting').limit(1).execute(),
  )
do {
  await work?.work({ database, now }, new AbortController().signal)
  await wait(20)
} while ((await waiting()).length > 0)
email.close()
await database.close()
