import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { shortfallMinutes, termsUnder } from '../rules/planning/continuity.ts'
import { continuityMissing, leftToSettle } from '../rules/planning/continuity-checks.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { hasStarted } from '../rules/planning/what-stays.ts'
import { londonDate } from '../shared/dates.ts'
import { whatStays } from '../words/what-stays.ts'
import { findServicesContext, listServicesOf, type Service, setService } from './repository.ts'
import type { WhatStays } from './schemas.ts'

/** The lines that do not go ahead, by their keys, and why not. */
export interface CalledOff {
  readonly lines: readonly string[] | 'all'
  readonly by: 'line-refused' | 'plan-refused' | 'plan-withdrawn' | 'budget-ended' | 'case-withdrawn'
  /** The appeal that is decided by the same act, and so is open no longer. */
  readonly decidedAppeal?: string | null
}

interface Settlement {
  readonly services: readonly Service[]
  readonly servicesContext: Awaited<ReturnType<typeof findServicesContext>>
}

/** The services of a case, and what says whether something has taken their place. */
export async function findSettlement(
  reads: Reads,
  actor: Actor,
  caseId: string,
  decidedAppeal: string | null = null,
): Promise<Settlement> {
  const [services, servicesContext] = await Promise.all([
    listServicesOf(reads, actor, caseId),
    findServicesContext(reads, actor, caseId, decidedAppeal),
  ])
  return { services, servicesContext }
}

/**
 * Puts back to kept each service that a line which does not go ahead was to replace, unless what replaces it has started, and tells
 * what then stays. A line of the plan in force goes ahead, though another plan that repeats its key does not. So a service is never said to go on until something has started that never starts.
 */
export async function keepAgain(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  { lines, by, decidedAppeal = null }: CalledOff,
): Promise<WhatStays> {
  const today = londonDate(now)
  const { services, servicesContext } = await findSettlement(tx, actor, caseId, decidedAppeal)
  const isCalledOff = (key: string) =>
    lines === 'all' || (lines.includes(key) && !servicesContext.linesInForce.includes(key))
  const back = services.filter(
    (service) =>
      service.status === 'replaced' &&
      isCalledOff(service.replacedBy ?? '') &&
      !hasStarted(service, servicesContext, today),
  )
  await Promise.all(
    back.flatMap((service) => [
      setService(tx, actor, kept(service), null),
      record(tx, actor, {
        type: 'current-service.kept-again',
        subjectId: service.id,
        caseId,
        at: now,
        facts: { because: by, replacedBy: service.replacedBy },
      }),
    ]),
  )
  const ids = back.map(({ id }) => id)
  const after = services.map((service) => (ids.includes(service.id) ? kept(service) : service))
  return whatStays(after, servicesContext, today, ids)
}

/** The person says no: what they go on having, as sentences; with no lines called off, while nothing has ended yet. */
export async function keepOnWithdrawal(
  tx: Tx,
  context: Context,
  caseId: string,
  lines: CalledOff['lines'],
): Promise<string[]> {
  const { always, services, sentence } = await keepAgain(tx, context, caseId, { lines, by: 'case-withdrawn' })
  const why = (because: string | null) => (because === null ? '' : ` Why: ${because}`)
  return [
    sentence,
    ...services.map((stay) => `${stay.title}. ${stay.sentence}${why(stay.because)}`),
    ...always.map((stay) => `${stay.title}. ${stay.sentence}`),
  ]
}

function kept(service: Service): Service {
  const after = { ...service, ...termsUnder(service, 'kept'), statusReason: null, personAgreement: null }
  return { ...after, shortfallMinutesPerWeek: shortfallMinutes(after) }
}

/**
 * Refuses to go on with lines of a plan while it is not settled what happens to a service that the person has now: one can come to be at
 * risk after the plan was submitted. What a line that is not among them was to replace is kept, unless the replacement has started:
 * then it is settled anew first.
 */
export function requireSettledServices(
  { services, servicesContext }: Settlement,
  { now }: Context,
  lines: readonly PlanLine[],
  goingOn: readonly PlanLine[],
): void {
  const dropped = lines.filter((line) => !goingOn.includes(line)).map(({ key }) => key)
  const errors = continuityMissing(leftToSettle(services, dropped, servicesContext, londonDate(now)), goingOn)
  if (errors.length > 0) throw new Problem('plan-incomplete', undefined, { errors })
}
