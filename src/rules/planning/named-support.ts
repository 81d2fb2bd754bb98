import { type Static, Type } from '@sinclair/typebox'
import { daysBetween } from '../../shared/dates.ts'
import { inHours } from '../../shared/numbers.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { id, key, nullable, oneOf, ref, thing, words } from '../../shared/schema.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { LineSchedule } from './line-schedule.ts'

/*
 * What the person has from somebody whom they know (P3, P5): how much of it they want beside what there is, by which route that person is paid, and
 * what it hangs on. "She sees me only while I am with the team": then neither changes before somebody has said that they know of the other.
 */

export const paymentRoutes = [
  'salaried-by-trust',
  'invoiced-by-provider',
  'paid-by-person',
  'employed-by-person',
  'other',
] as const
const PaymentRoute = thing('PaymentRoute', 'By which route somebody whom the person knows by name is paid.', {
  kind: ref(
    oneOf(paymentRoutes, {
      $id: 'PaymentRouteKind',
      description:
        'On the payroll of the trust, by invoice of a provider organisation, by the person from a direct payment, employed by the person, or another way, which is said.',
    }),
  ),
  other: Type.Optional(
    nullable(words(200, 'Which other way.', 'By the charity that she works for'), {
      description: 'For another way alone; null or left out otherwise.',
      examples: [null],
    }),
  ),
})
const DependsOn = thing(
  'DependsOn',
  'What something is there only together with: a service of the case, or a line of its plan.',
  {
    service: nullable(id(), { description: 'Null where it is a line.', examples: [null] }),
    line: nullable(key('The key of the line.', 'team-hours'), {
      description: 'Null where it is a service.',
      examples: [null],
    }),
  },
)

/** The fields of whatever the person has from somebody: a service, or a line of a plan. */
export const namedSupportFields = {
  minutesWantedPerWeek: Type.Optional(
    nullable(
      Type.Integer({
        minimum: 0,
        maximum: 10_080,
        description: 'How much of it the person wants, in minutes.',
        examples: [120],
      }),
      {
        description: 'How much of it the person wants in a usual week; null or left out where they have not said.',
        examples: [120],
      },
    ),
  ),
  paymentRoute: Type.Optional(
    nullable(ref(PaymentRoute), { description: 'Null or left out where nobody has said.', examples: [null] }),
  ),
  dependsOn: Type.Optional(
    Type.Array(ref(DependsOn), {
      description: 'What it is there only together with; left out: nothing.',
      maxItems: 20,
    }),
  ),
}
interface NamedSupport {
  readonly minutesWantedPerWeek?: number | null
  readonly paymentRoute?: Static<typeof PaymentRoute> | null
  readonly dependsOn?: readonly Static<typeof DependsOn>[]
}
interface Line extends NamedSupport {
  readonly key: string
  readonly title: string
  readonly provider?: string | null
  readonly schedule?: LineSchedule | null
  readonly deployment: string
  readonly instrument: string
}
interface Service extends NamedSupport {
  readonly id: string
  readonly title: string
  readonly minutesPerWeek: number | null
}

/** Whether a route can pay from money that is held so. */
export function routeFits(
  { paymentRoute }: NamedSupport,
  { deployment, instrument }: Pick<Line, 'deployment' | 'instrument'>,
): boolean {
  switch (paymentRoute?.kind) {
    case 'salaried-by-trust':
      return deployment === 'notional'
    case 'invoiced-by-provider':
      return instrument === 'invoice'
    case 'paid-by-person':
    case 'employed-by-person':
      return deployment === 'direct-payment'
    default:
      return true
  }
}

/** Whether another way is said where it is one, and only there. */
export const routeIsSaid = ({ paymentRoute }: NamedSupport): boolean =>
  !paymentRoute || (paymentRoute.kind === 'other') === ((paymentRoute.other ?? null) !== null)

/** What is wrong with what a plan says of named support. */
export function namedSupportMissing(lines: readonly Line[], services: readonly Service[]): Missing[] {
  const missing: Missing[] = []
  for (const [index, line] of lines.entries()) {
    const say = (field: string, code: string, detail: string) =>
      missing.push({ pointer: `/lines/${index}/${field}`, code, detail })
    if (!routeIsSaid(line))
      say('paymentRoute/other', 'payment-route-unclear', 'Say which other way it is, and only then')
    else if (!routeFits(line, line))
      say('paymentRoute', 'payment-route-unfit', 'Nobody can be paid by this route from money that is held in this way')
    if (line.paymentRoute && !line.provider) say('provider', 'provider-missing', 'Name whom this route pays')
    for (const [at, on] of (line.dependsOn ?? []).entries())
      if (!isKnown(on, lines, services, line.key))
        say(`dependsOn/${at}`, 'dependence-unknown', 'Name another line of this plan, or a service of this case')
  }
  return missing
}

/** Whether something names one other thing that there is. */
export function isKnown(
  { service, line }: Static<typeof DependsOn>,
  lines: readonly Pick<Line, 'key'>[],
  services: readonly Pick<Service, 'id'>[],
  self: string,
): boolean {
  if ((service === null) === (line === null)) return false
  if (service !== null) return service !== self && services.some(({ id }) => id === service)
  return line !== self && lines.some(({ key }) => key === line)
}

/** How many minutes a week a schedule gives; null where it counts no hours. */
function minutesOf(schedule: LineSchedule | null | undefined): number | null {
  if (schedule?.unit !== 'hour') return null
  const { quantity, frequency, times, from, until } = schedule
  const weeks = (daysBetween(from, until) + 1) / 7
  const each = { weekly: 1, 'four-weekly': 1 / 4, monthly: 84 / 365, once: 1 / weeks }
  const perWeek = frequency === 'per-session' || frequency === 'as-needed' ? (times ?? 0) / weeks : each[frequency]
  return Math.round(quantity * 60 * perWeek)
}

/** The hours that the person wants beside those that there are, in a sentence to them; undefined where there are enough, or they have not said. */
export function hoursShort(wanted: number | null | undefined, available: number | null): string | undefined {
  if (wanted == null || (available !== null && available >= wanted)) return undefined
  return available === null
    ? `You want ${inHours(wanted)} a week. We do not have a record of how much you get.`
    : `You want ${inHours(wanted)} a week, and get ${inHours(available)}.`
}

/** The same of all that a plan, and the services beside it, give: shown to whoever writes, signs and decides. */
export function hoursToSee(lines: readonly Line[], services: readonly Service[]): Missing[] {
  const all = [
    ...services.map((one) => ({ ...one, pointer: `/currentServices/${one.id}`, available: one.minutesPerWeek })),
    ...lines.map((one, index) => ({ ...one, pointer: `/lines/${index}`, available: minutesOf(one.schedule) })),
  ]
  return all.flatMap(({ pointer, title, minutesWantedPerWeek, available }) => {
    const detail = hoursShort(minutesWantedPerWeek, available)
    return detail === undefined ? [] : [{ pointer, code: 'hours-short', detail: `“${title}”: ${detail}` }]
  })
}

/** Refuses what is said of a service that nobody could act on: a route without its name, or something that it hangs on and that there is not. */
export function mayName(
  named: NamedSupport & { readonly id: string },
  lines: readonly Pick<Line, 'key'>[],
  services: readonly Pick<Service, 'id'>[],
): true | Refusal<'payment-route-unclear' | 'dependence-unknown'> {
  if (!routeIsSaid(named))
    return refuse('payment-route-unclear', 'Say which other way it is, and only then', '/paymentRoute/other')
  const at = (named.dependsOn ?? []).findIndex((on) => !isKnown(on, lines, services, named.id))
  if (at < 0) return true
  return refuse('dependence-unknown', 'Name another service of this case, or a line of its plan', `/dependsOn/${at}`)
}
