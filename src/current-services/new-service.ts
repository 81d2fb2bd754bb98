import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { maySettle, mostServices, type Recorder, shortfallMinutes } from '../rules/planning/continuity.ts'
import { mayName } from '../rules/planning/named-support.ts'
import { londonDate } from '../shared/dates.ts'
import type { PlanLines } from './change-current-service.ts'
import { countServices, insertService, listServicesOf, type Service } from './repository.ts'
import type { NewCurrentService } from './schemas.ts'
import { requireKnownCode } from './service-code.ts'

/** A service as it is kept once it is written down: nothing has ended, is replaced or was agreed to. */
export const toBeKept = (input: Static<typeof NewCurrentService>) => ({
  ...input,
  status: input.status ?? ('kept' as const),
  replacedBy: null,
  replacementStartsOn: null,
  replacementMinutesPerWeek: null,
  endsOn: null,
  minutesWantedPerWeek: input.minutesWantedPerWeek ?? null,
  paymentRoute: input.paymentRoute ? { other: null, ...input.paymentRoute } : null,
  dependsOn: input.dependsOn ?? [],
  hours: input.hours ?? null,
  minutesPerWeekBefore: null,
  hoursBefore: null,
  statusReason: input.statusReason ?? null,
  personAgreement: null,
})

/** A service that may be written down on a case that is locked, as it will be; nothing is kept yet. */
export async function judgeNewService(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, rules }: Pick<LockedCase, 'id' | 'rules'>,
  input: Static<typeof NewCurrentService>,
  {
    by,
    linesOf,
    besides = 0,
  }: {
    readonly by: Recorder
    /** How many more there would be by then, of which none is kept. */
    readonly besides?: number
  } & Pick<PlanLines, 'linesOf'>,
): Promise<Service> {
  requireKnownCode(rules, input.serviceCode)
  if ((await countServices(tx, actor, caseId)) + besides >= mostServices)
    throw new Problem('services-full', `A case has at most ${mostServices} services: change one that is registered`)
  const registered = toBeKept(input)
  const given = { agreement: null, by, planLines: [], today: londonDate(now) }
  orThrow(maySettle(null, registered, given))
  const id = newId()
  const [lines, services] = await Promise.all([linesOf(tx, actor, caseId), listServicesOf(tx, actor, caseId)])
  orThrow(mayName({ ...registered, id }, lines, services))
  return {
    id,
    caseId,
    ...registered,
    shortfallMinutesPerWeek: shortfallMinutes(registered),
    registeredAt: now.toISOString(),
    registeredBy: actor.actorId,
    version: 1,
  }
}

/** Keeps a service that was judged; `broughtOverAs` is the line of another system that it comes from. */
export async function keepNewService(
  tx: Tx,
  { actor, now }: Context,
  service: Service,
  broughtOverAs: string | null = null,
): Promise<void> {
  await Promise.all([
    insertService(tx, actor, service, broughtOverAs),
    record(tx, actor, {
      type: 'current-service.registered',
      subjectId: service.id,
      caseId: service.caseId,
      at: now,
      facts: {
        kind: service.kind,
        status: service.status,
        minutesPerWeek: service.minutesPerWeek,
        namedRelationship: service.relationshipWith !== null,
      },
    }),
  ])
}
