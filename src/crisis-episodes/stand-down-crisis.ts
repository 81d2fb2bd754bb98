import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { returnToReserve } from '../ledger/reserve-repository.ts'
import { freeOfCrises } from '../payments/free-committed.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { returned } from '../rules/planning/crisis-tiers.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findEpisode, setStoodDown } from './repository.ts'
import type { CrisisEpisode } from './schemas.ts'

/** Says that a crisis is over before its last day. What the days after today would have taken goes back to what is put aside. */
export async function standDownCrisis(tx: Tx, context: Context, id: string): Promise<Answer<CrisisEpisode>> {
  const { actor } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'crisis_episode', id }),
    findEpisode(tx, actor, id),
  ])
  const episode = orNotFound(held)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator', 'crisis-team')
  await requireMandate(tx, actor, budgetCase.id, as, 'standDownCrisis')
  if (episode.status !== 'active') throw new Problem('wrong-state', 'The crisis has stood down already')
  return done(await standDown(tx, context, budgetCase, episode, 'asked'))
}

/** On the day after its last, whenever that is found: several instances and a restart make no difference. */
export async function standDownOnLastDay(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  clock: KeptClock,
): Promise<Escalation> {
  const episode = await findEpisode(tx, context.actor, clock.subjectId)
  if (episode?.status === 'active') await standDown(tx, context, budgetCase, episode, 'last-day')
  return 'reported'
}

async function standDown(
  tx: Tx,
  context: Context,
  { id: caseId, schemeVersion }: LockedCase,
  episode: CrisisEpisode,
  cause: 'asked' | 'last-day',
): Promise<CrisisEpisode> {
  const { actor, now } = context
  const today = londonDate(now)
  await freeOfCrises(tx, context, caseId)
  replanPayments(tx, context, caseId)
  const inForce = await findPlanInForce(tx, actor, caseId)
  const opened = inForce?.opened ?? []
  const available = new Map(opened.map((line) => [line.key, Math.min(line.availablePence, line.crisisPence)]))
  const back = returned(episode, today, available).flatMap(({ line, pence }) => {
    const open = opened.find(({ key }) => key === line)
    return open ? [{ planLineId: open.id, pence }] : []
  })
  const returnedPence = sumPence(back.map(({ pence }) => pence))
  await setStoodDown(tx, actor, episode.id, { cause, returnedPence }, now)
  await returnToReserve(tx, actor, caseId, episode.supportPlanId, back, now)
  await stopClock(tx, actor, 'stand-down', episode.id, today)
  await record(tx, actor, {
    type: 'crisis.stood-down',
    subjectId: episode.id,
    caseId,
    at: now,
    schemeVersion,
    facts: { because: cause, returnedPence },
  })
  return { ...episode, status: 'stood-down', returnedPence, stoodDownAt: now.toISOString(), standDownCause: cause }
}
