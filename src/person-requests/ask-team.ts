import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { ownerOf, requestWorkingDays } from '../rules/people/person-requests.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { insertRequest } from './repository.ts'
import type { NewPersonRequest, PersonRequest } from './schemas.ts'

/** The person asks something of those who work with them: it is somebody's to answer, by a day. */
export async function askTeam(
  tx: Tx,
  context: Context,
  caseId: string,
  { kind, to, words }: Static<typeof NewPersonRequest>,
): Promise<Answer<PersonRequest>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const askedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'advocate')
  if (to !== undefined && kind !== 'question') throw invalidAt('/to', 'Only a question is put to somebody')
  const owner = ownerOf(kind, to)
  const today = londonDate(now)
  const request: PersonRequest = {
    id: newId(),
    caseId,
    kind,
    owner,
    words,
    askedAs,
    askedAt: now.toISOString(),
    answerBy: workingDaysAfter(today, requestWorkingDays),
    outcome: null,
    answerWords: null,
    answeredByName: null,
    answeredAt: null,
  }
  await insertRequest(tx, actor, request, now)
  const clock = { caseId, kind: 'request-answer', subjectId: request.id, workingDays: requestWorkingDays } as const
  await startClock(tx, actor, clock, today)
  await record(tx, actor, {
    type: 'person-request.asked',
    subjectId: request.id,
    caseId,
    at: now,
    facts: { kind, owner, askedAs, answerBy: request.answerBy },
  })
  return created(request, `/v1/person-requests/${request.id}`)
}
