import type { FastifyInstance } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import { permissionOfAll } from '../../src/permissions.ts'
import { invalidAt } from '../../src/platform/http/errors.ts'
import {
  type ClockAdvance,
  type ClockSetting,
  operations,
  type ScenarioList,
  type TenantReset,
} from './sandbox-document.ts'
import { scenarioNames, whoCanGoOn } from './scenarios/catalogue.ts'
import type { Tenants } from './tenants.ts'

/** Time enough for every sweep over what fell due in years. */
const millisecondsToMove = 120_000
/** Bank holidays and time zones are known so far. */
const latest = Temporal.Instant.from('2099-12-31T00:00:00Z')

/** The clock, the reset and the people of the tenant that the token names. */
export function tenantRoutes(app: FastifyInstance, tenants: Tenants): void {
  const { setClock, advanceClock, resetTenant } = operations
  const options = { config: { permission: permissionOfAll }, schema: { hide: true } } as const
  const patient = { ...options, handlerTimeout: millisecondsToMove }
  const clockOf = (commissionerId: string) => ({
    now: tenants.now(commissionerId).toISOString(),
    aheadSeconds: Math.round(tenants.aheadOf(commissionerId) / 1000),
  })

  app.get('/clock', options, async ({ actor }) => clockOf(actor.commissionerId))
  app.put<{ Body: ClockSetting }>(
    '/clock',
    { ...patient, schema: { hide: true, body: setClock.body } },
    async ({ actor: { commissionerId }, body }) => {
      const to = instantAt('/now', () => Temporal.Instant.from(body.now))
      await tenants.moveClock(commissionerId, () => to)
      return clockOf(commissionerId)
    },
  )
  app.post<{ Body: ClockAdvance }>(
    '/clock/advances',
    { ...patient, schema: { hide: true, body: advanceClock.body } },
    async ({ actor: { commissionerId }, body }) => {
      const by = durationAt('/by', body.by)
      await tenants.moveClock(commissionerId, (now) =>
        instantAt('/by', () =>
          Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/London').add(by).toInstant(),
        ),
      )
      return clockOf(commissionerId)
    },
  )
  app.post<{ Body: TenantReset }>(
    '/reset',
    {
      ...patient,
      schema: { hide: true, body: resetTenant.body },
      // It may come without a body.
      preValidation: async (request) => {
        request.body ??= {}
      },
    },
    async ({ actor: { commissionerId }, body }) => {
      const names = body.scenarios
      const unknown = names?.findIndex((name) => !scenarioNames.includes(name)) ?? -1
      if (unknown >= 0)
        throw invalidAt(`/scenarios/${unknown}`, 'must be the name of a scenario: see the guide to the sandbox')
      await tenants.reset(commissionerId, names)
      return clockOf(commissionerId)
    },
  )
  app.get('/scenarios', options, async ({ actor: { commissionerId } }): Promise<ScenarioList> => {
    const { there, ready, failed } = await tenants.scenarios(commissionerId)
    const standing = new Map(there.map((scenario) => [scenario.name, scenario]))
    const items = scenarioNames.flatMap((name) => {
      const scenario = standing.get(name)
      return scenario ? [{ ...scenario, ...whoCanGoOn(name) }] : []
    })
    return { ready, failed: [...failed], items }
  })
}

/** Days are days of England: one that the clocks change on is as long as it is there. */
function durationAt(pointer: string, text: string): Temporal.Duration {
  try {
    const by = Temporal.Duration.from(text)
    if (by.sign > 0) return by
  } catch {
    // Said below.
  }
  throw invalidAt(pointer, 'must be a time forwards, as P3D or PT36H (ISO 8601)')
}

function instantAt(pointer: string, instant: () => Temporal.Instant): Date {
  try {
    const at = instant()
    if (Temporal.Instant.compare(at, latest) <= 0) return new Date(at.epochMilliseconds)
  } catch {
    // Said below.
  }
  throw invalidAt(pointer, 'must be an instant before the year 2100')
}
