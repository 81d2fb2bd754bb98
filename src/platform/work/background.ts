import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { sealAll } from '../audit/sealing.ts'
import type { SealKeys } from '../audit/seals.ts'
import type { Platform } from '../http/operation.ts'
import { repeat } from './repeating.ts'
import { forgetOldAnswers } from './retention.ts'

/** Says in the log what somebody who runs the service has to see to, by identifiers alone: nothing of what is kept. */
export type Warn = (ids: Readonly<Record<string, string>>, sentence: string) => void

/** Work of a domain between requests. Several instances may do it at once, and a run that is cut off is done again by the next. */
export interface BackgroundWork {
  readonly name: string
  readonly everyMilliseconds: number
  /** Work of many steps begins no further one once the signal is given: the service closes. */
  readonly work: (platform: Platform, closing: AbortSignal, warn?: Warn) => Promise<unknown>
}

/** How long the last sealing may hold up the end of the process. */
const lastSealingMilliseconds = 2_000

/**
 * The work between requests: entries are sealed soon after each write, and at the latest within about a second; old answers
 * to idempotency keys are forgotten by the hour; and the domains' own work is done at its pace. When the service closes, what is left
 * is sealed after the last request.
 */
export const backgroundPlugin = fp<Platform & { sealKeys: SealKeys; domainWork: readonly BackgroundWork[] }>(
  async (app: FastifyInstance, { database, now, sealKeys, domainWork }) => {
    const sealing = { database, now, sealKeys }
    const sealer = repeat(
      () => sealAll(sealing),
      { name: 'sealing', everyMilliseconds: 1_000, wakeAfterMilliseconds: 100 },
      app.log,
    )
    const retention = repeat(
      () => forgetOldAnswers(database, now),
      { name: 'retention', everyMilliseconds: 3_600_000 },
      app.log,
    )
    const closing = new AbortController()
    const others = domainWork.map(({ work, ...pace }) =>
      repeat(
        () => work({ database, now }, closing.signal, (ids, sentence) => app.log.warn(ids, sentence)),
        pace,
        app.log,
      ),
    )
    app.addHook('onResponse', async (request, reply) => {
      if (request.method !== 'GET' && reply.statusCode < 300) sealer.wake()
    })
    app.addHook('onClose', async () => {
      closing.abort()
      await Promise.all([sealer, retention, ...others].map((each) => each.stop()))
      const enough = new Promise((resolve) => setTimeout(resolve, lastSealingMilliseconds).unref())
      await Promise.race([sealAll(sealing).catch(() => {}), enough])
    })
  },
  { name: 'background' },
)
