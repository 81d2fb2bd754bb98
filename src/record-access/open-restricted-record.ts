import type { Static } from '@sinclair/typebox'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayOpenUntil } from '../rules/access/openings.ts'
import { londonDate } from '../shared/dates.ts'
import { findRegistered } from '../staff/repository.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { insertOpening, isRestricted } from './openings-repository.ts'
import type { NewRecordOpening, RecordOpening } from './schemas.ts'

/**
 * Opens a restricted record to a member of staff whom the privacy officer names, for a task and until a day: so that what the person asks for is
 * decided, by somebody they are told of. It ends with the restriction.
 */
export async function openRestrictedRecord(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  input: Static<typeof NewRecordOpening>,
): Promise<Answer<RecordOpening>> {
  orNotFound(await lockPerson(tx, actor, personId))
  orThrow(mayOpenUntil(input.until, londonDate(now)))
  await requireSecondPerson(tx, actor, [input.actorId], 'You name somebody else')
  if (!(await findRegistered(tx, actor, input.actorId)))
    throw new Problem('reference-unknown', undefined, {
      errors: [{ pointer: '/actorId', code: 'reference-unknown', detail: 'names nobody who is registered as staff' }],
    })
  if (!(await isRestricted(tx, actor, personId))) throw new Problem('wrong-state', 'The record is not restricted')
  const opening: RecordOpening = {
    id: newId(),
    personId,
    ...input,
    openedBy: actor.actorId,
    openedAt: now.toISOString(),
    endedAt: null,
  }
  const facts = { openedTo: input.actorId, task: input.task, until: input.until }
  await Promise.all([
    insertOpening(tx, actor, opening),
    record(tx, actor, { type: 'person.record-opened', subjectId: personId, caseId: null, at: now, facts }),
  ])
  return created(opening, `/v1/people/${personId}/restriction/openings`)
}
