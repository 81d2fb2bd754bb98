import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findOrganisation } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { findRegistered, findStaffMember, listHumans } from '../staff/repository.ts'
import { insertBrokerConflict, isDeclaredConflicted } from './broker-conflicts-repository.ts'
import { type BrokerConflict, brokerDeclarers, type NewBrokerConflict } from './broker-schemas.ts'
import { listMembers, setMemberLeft } from './repository.ts'

/**
 * Keeps that a broker has a conflict of interest on a case, by themself or on their word. It binds the human, by every account and in every role in
 * which they would work on the case, for good; their place as its broker ends at once.
 */
export async function declareBrokerConflict(
  tx: Tx,
  context: Context,
  caseId: string,
  { actorId, kind }: Static<typeof NewBrokerConflict>,
): Promise<Answer<BrokerConflict>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const declaredAs = requireCaseRole(budgetCase, actor, ...brokerDeclarers)
  const [members, registered, declared] = await Promise.all([
    listMembers(tx, actor, caseId),
    findRegistered(tx, actor, actorId),
    isDeclaredConflicted(tx, actor, caseId, actorId),
  ])
  const human = await listHumans(tx, actor, [actorId, actor.actorId, ...members.map((member) => member.actorId)])
  if (declaredAs === 'broker' && human(actorId) !== human(actor.actorId))
    throw invalidAt('/actorId', 'is you: a broker declares their own conflict')
  const broker = registered === undefined ? undefined : await findStaffMember(tx, actor, registered)
  const wasBroker = members.some((one) => one.caseRole === 'broker' && human(one.actorId) === human(actorId))
  const isTheirs =
    wasBroker ||
    human(actorId) === human(actor.actorId) ||
    (await isOfBrokerage(tx, actor, broker?.organisationId ?? null))
  if (
    !broker ||
    !isTheirs ||
    (declaredAs === 'brokerage-coordinator' && broker.organisationId !== actor.organisationId)
  )
    throw new Problem('reference-unknown', undefined, {
      errors: [{ pointer: '/actorId', code: 'reference-unknown', detail: 'names no broker whom you can speak for' }],
    })
  if (declared) throw new Problem('wrong-state', 'This conflict stands already')
  const conflict: BrokerConflict = { id: newId(), caseId, kind, declaredAs, declaredAt: now.toISOString() }
  await insertBrokerConflict(tx, actor, { ...conflict, actorId }, now)
  await record(tx, actor, {
    type: 'case.broker-conflict-declared',
    subjectId: conflict.id,
    caseId,
    at: now,
    facts: { kind, declaredAs },
  })
  const place = members.find(
    (member) => member.caseRole === 'broker' && member.leftAt === null && human(member.actorId) === human(actorId),
  )
  if (place) {
    await setMemberLeft(tx, actor, caseId, place.id, now)
    await record(tx, actor, {
      type: 'case.member-left',
      subjectId: place.id,
      caseId,
      at: now,
      facts: { caseRole: 'broker', because: 'conflict-declared' },
    })
  }
  return created(conflict, `/v1/cases/${caseId}/broker-conflicts`)
}

/** Whether somebody comes from an organisation of brokers: who else works on a case is not taken off it by this. */
async function isOfBrokerage(tx: Tx, { commissionerId }: Actor, organisationId: string | null): Promise<boolean> {
  if (organisationId === null) return false
  return (await findOrganisation(tx, commissionerId, organisationId))?.kind === 'brokerage-organisation'
}
