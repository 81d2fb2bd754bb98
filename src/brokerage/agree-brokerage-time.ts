import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayAgreeTime } from '../rules/planning/brokerage.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { insertExtension } from './extensions-repository.ts'
import type { BrokerageExtension, NewBrokerageExtension } from './schemas.ts'

/** Agrees time beyond the limit for one person, where the scheme lets it be agreed: by nobody who is, or was, a broker of the case. */
export async function agreeBrokerageTime(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewBrokerageExtension>,
): Promise<Answer<BrokerageExtension>> {
  const { actor, now } = context
  const [budgetCase, members] = await Promise.all([openForWriting(tx, context, caseId), listMembers(tx, actor, caseId)])
  requireCaseRole(budgetCase, actor, 'commissioner-officer', 'team-manager')
  const brokers = members.filter(({ caseRole }) => caseRole === 'broker').map(({ actorId }) => actorId)
  await requireSecondPerson(tx, actor, brokers, 'Somebody else than a broker of the case agrees to more of their time')
  orThrow(mayAgreeTime(budgetCase.rules))
  const extension = { id: newId(), caseId, ...input, agreedAt: now.toISOString() }
  await insertExtension(tx, actor, extension, now)
  await record(tx, actor, {
    type: 'brokerage-time.agreed',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { minutes: input.minutes },
  })
  return created(extension, `/v1/cases/${caseId}/brokerage-extensions`)
}
