import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { maySettle, mostServices, recorders, shortfallMinutes } from '../rules/planning/continuity.ts'
import { mayName } from '../rules/planning/named-support.ts'
import { londonDate } from '../shared/dates.ts'
import type { PlanLines } from './change-current-service.ts'
import { countServices, insertService, listServicesOf, type Service, withoutVersion } from './repository.ts'
import type { CurrentService, NewCurrentService } from './schemas.ts'
import { requireKnownCode } from './service-code.ts'

/** Writes down a service that the person has now. Nothing is taken away by it: the service is kept until it is decided otherwise. */
export async function registerCurrentService(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewCurrentService>,
  plan: PlanLines,
): Promise<Answer<CurrentService>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const by = requireCaseRole(budgetCase, actor, ...recorders)
  await requireMandate(tx, actor, caseId, by, 'registerCurrentService')
  requireKnownCode(budgetCase.rules, input.serviceCode)
  if ((await countServices(tx, actor, caseId)) >= mostServices)
    throw new Problem('services-full', `A case has at most ${mostServices} services: change one that is registered`)
  const terms = {
    status: input.status ?? 'kept',
    replacedBy: null,
    replacementStartsOn: null,
    replacementMinutesPerWeek: null,
    endsOn: null,
  } as const
  const registered = {
    ...input,
    ...terms,
    minutesWantedPerWeek: input.minutesWantedPerWeek ?? null,
    paymentRoute: input.paymentRoute ? { other: null, ...input.paymentRoute } : null,
    dependsOn: input.dependsOn ?? [],
    hours: input.hours ?? null,
    minutesPerWeekBefore: null,
    hoursBefore: null,
    statusReason: input.statusReason ?? null,
    personAgreement: null,
  }
  const given = { agreement: null, by, planLines: [], today: londonDate(now) }
  orThrow(maySettle(null, registered, given))
  const id = newId()
  const [lines, services] = await Promise.all([plan.linesOf(tx, actor, caseId), listServicesOf(tx, actor, caseId)])
  orThrow(mayName({ ...registered, id }, lines, services))
  const service: Service = {
    id,
    caseId,
    ...registered,
    shortfallMinutesPerWeek: shortfallMinutes(registered),
    registeredAt: now.toISOString(),
    registeredBy: actor.actorId,
    version: 1,
  }
  await Promise.all([
    insertService(tx, actor, service),
    record(tx, actor, {
      type: 'current-service.registered',
      subjectId: service.id,
      caseId,
      at: now,
      facts: {
        kind: service.kind,
        status: service.status,
        minutesPerWeek: service.minutesPerWeek,
        namedRelationship: service.relationshipWith !== null,
      },
    }),
  ])
  return created(withoutVersion(service), `/v1/current-services/${service.id}`, service.version)
}
