import { lockCases } from '../case-access/lock-cases-repository.ts'
import { belongingTo, projectAtEnd } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { mayPost } from '../rules/notifications/letters.ts'
import { isRecorder } from '../rules/people/recording.ts'
import { londonDate } from '../shared/dates.ts'
import { findWrittenLetter, insertDelivery } from './letters-repository.ts'
import type { LetterDelivery, NewLetterDelivery } from './schemas.ts'

/** Records that a letter was posted or handed over, as staff did it. Where the person said that post is not safe, it is not posted. */
export async function recordLetterDelivery(
  tx: Tx,
  { actor, now }: Context,
  decisionId: string,
  { how, on }: NewLetterDelivery,
): Promise<Answer<LetterDelivery>> {
  const [seen, found] = await Promise.all([
    belongingTo('decision')(tx, actor, decisionId),
    findWrittenLetter(tx, actor, decisionId),
  ])
  const letter = orNotFound(seen ? found : undefined)
  if (!actor.roles.some(isRecorder)) throw new Problem('case-role-required', 'Staff record how they gave the letter')
  const today = londonDate(now)
  if (on > today) throw invalidAt('/on', 'The day cannot be in the future')
  if (on < londonDate(letter.writtenAt)) throw invalidAt('/on', 'The letter was not written yet')
  if (how === 'by-post' && !mayPost(letter.safely, today))
    throw new Problem('wrong-state', 'A letter in the post is not safe for the person: hand it over')
  await lockCases(tx, actor, [letter.caseId])
  projectAtEnd(tx, actor, letter.caseId)
  if (!(await insertDelivery(tx, actor, { decisionId, how, on }, now)))
    throw new Problem('wrong-state', 'It was recorded already how the letter was given')
  await record(tx, actor, {
    type: 'letter.delivered',
    subjectId: decisionId,
    caseId: letter.caseId,
    at: now,
    facts: { on },
  })
  return created({ decisionId, how, on, recordedAt: now.toISOString() }, `/v1/cases/${letter.caseId}/letters`)
}
