import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Clock } from './clock.ts'
import type { DatabaseAccess } from './database.ts'
import { repeat } from './repeating.ts'
import { forgetOldAnswers } from './retention.ts'
import { sealAll } from './sealing.ts'

/** How long the last sealing may hold up the end of the process. */
const lastSealingMilliseconds = 2_000

/**
 * The work between requests: entries are sealed soon after each write, and at the latest within about a second; old answers
 * to idempotency keys are forgotten by the hour. When the service closes, what is left is sealed after the last request.
 */
export const backgroundPlugin = fp<{ database: DatabaseAccess; now: Clock }>(
  async (app: FastifyInstance, { database, now }) => {
    const sealing = repeat(
      () => sealAll(database),
      { name: 'sealing', everyMilliseconds: 1_000, wakeAfterMilliseconds: 100 },
      app.log,
    )
    const retention = repeat(
      () => forgetOldAnswers(database, now()),
      { name: 'retention', everyMilliseconds: 3_600_000 },
      app.log,
    )
    app.addHook('onResponse', (request, reply, done) => {
      if (request.method !== 'GET' && reply.statusCode < 300) sealing.wake()
      done()
    })
    app.addHook('onClose', async () => {
      await Promise.all([sealing.stop(), retention.stop()])
      const enough = new Promise((resolve) => setTimeout(resolve, lastSealingMilliseconds).unref())
      await Promise.race([sealAll(database).catch(() => {}), enough])
    })
  },
  { name: 'background' },
)
