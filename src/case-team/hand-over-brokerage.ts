import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { listHumans } from '../staff/repository.ts'
import type { BrokerHandOver, NewBrokerHandOver } from './broker-schemas.ts'
import { findMinutesSpent, insertHandOver } from './hand-overs-repository.ts'
import { requireFitToJoin } from './join-as-staff.ts'
import { insertMember, listMembers, setMemberLeft } from './repository.ts'
import { requireOwnBroker } from './require-own-broker.ts'

/**
 * Hands a person over from their broker to another, at once: what waited for the one waits for the other, with notes. The one who leaves sees
 * nothing of it any more. The person was told, and shares with the organisation of the next.
 */
export async function handOverBrokerage(
  tx: Tx,
  context: Context,
  caseId: string,
  { actorId, name, organisationId, notes, toldOn, how }: Static<typeof NewBrokerHandOver>,
): Promise<Answer<BrokerHandOver>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(
    budgetCase,
    actor,
    'brokerage-coordinator',
    'care-coordinator',
    'commissioner-officer',
    'team-manager',
  )
  const [members, spentMinutes] = await Promise.all([
    listMembers(tx, actor, caseId),
    findMinutesSpent(tx, actor, caseId),
  ])
  const leaving = members.find(({ caseRole, leftAt }) => caseRole === 'broker' && leftAt === null)
  if (!leaving) throw new Problem('wrong-state', 'The case has no broker who could hand it over')
  const today = londonDate(now)
  if (toldOn > today) throw invalidAt('/toldOn', 'cannot be in the future')
  const joining = { actorId, name, caseRole: 'broker', organisationId } as const
  if (as === 'brokerage-coordinator') {
    await requireOwnBroker(tx, actor, { actorId: leaving.actorId, organisationId: leaving.organisationId })
    await requireOwnBroker(tx, actor, joining)
  }
  const human = await listHumans(tx, actor, [actorId, leaving.actorId])
  if (human(actorId) === human(leaving.actorId)) throw invalidAt('/actorId', 'names the broker who hands over')
  const ground = await requireFitToJoin(tx, actor, budgetCase, joining, members, today)
  await setMemberLeft(tx, actor, caseId, leaving.id, now)
  const next = await insertMember(tx, actor, caseId, { ...joining, ground }, now)
  const openSteps = budgetCase.waits.filter(({ party }) => party === 'broker').map(({ step }) => step)
  const handOver: BrokerHandOver = {
    ...{ id: newId(), caseId, fromMemberId: leaving.id, toMemberId: next.id },
    ...{ openSteps, spentMinutes, notes, toldOn, how, handedAt: now.toISOString() },
  }
  await insertHandOver(tx, actor, handOver, now)
  const team = { caseId, at: now }
  const because = 'handed-over'
  await Promise.all([
    record(tx, actor, {
      ...team,
      type: 'case.member-left',
      subjectId: leaving.id,
      facts: { caseRole: 'broker', because },
    }),
    record(tx, actor, {
      ...team,
      type: 'case.member-joined',
      subjectId: next.id,
      facts: { caseRole: 'broker', relative: false },
    }),
    record(tx, actor, {
      ...team,
      type: 'case.brokerage-handed-over',
      subjectId: handOver.id,
      facts: { fromMemberId: leaving.id, toMemberId: next.id, openSteps, spentMinutes, toldOn },
    }),
  ])
  return created(handOver, `/v1/cases/${caseId}/broker-hand-overs`)
}
