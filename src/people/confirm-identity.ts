import type { Static } from '@sinclair/typebox'
import { countAttempt, uncountAttempt } from '../attempts/attempts-repository.ts'
import { lockCasesOfPerson } from '../case-access/repository.ts'
import { takesPartWith } from '../case-progress/identity-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { confirmationWhole } from '../rules/people/identity.ts'
import { isBornOn } from '../rules/people/sign-ins.ts'
import { londonDate } from '../shared/dates.ts'
import { findRegistered } from '../staff/repository.ts'
import { insertConfirmation } from './identity-repository.ts'
import type { IdentityConfirmation, NewIdentityConfirmation } from './identity-schemas.ts'
import { lockPerson } from './repository.ts'

/**
 * Says that a person is who the record says they are, by a registered member of staff who neither registered them, nor changed their name, number or
 * birth, nor takes part in a case of theirs. They say the date of birth as their evidence has it: it is not shown to those who only confirm. Each
 * case of the person is projected anew.
 */
export async function confirmIdentity(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  { bornOn, ...input }: Static<typeof NewIdentityConfirmation>,
): Promise<Answer<IdentityConfirmation>> {
  const person = orNotFound(await lockPerson(tx, actor, personId))
  orThrow(confirmationWhole({ ...input, bornOn }, londonDate(now)))
  if (!(await findRegistered(tx, actor, actor.actorId))) throw new Problem('staff-not-registered')
  await lockCasesOfPerson(tx, actor, personId)
  if (await takesPartWith(tx, actor, personId)) throw new Problem('confirmer-not-independent')
  await countAttempt(tx, actor, 'person-search', now)
  if (!isBornOn(person.bornOn, bornOn)) return refusedAfter(new Problem('identity-differs'))
  const confirmation: IdentityConfirmation = {
    id: newId(),
    personId,
    ...input,
    confirmedBy: actor.actorId,
    organisationId: actor.organisationId,
    recordedAt: now.toISOString(),
  }
  await Promise.all([
    uncountAttempt(tx, actor, 'person-search', now),
    insertConfirmation(tx, actor, confirmation),
    record(tx, actor, {
      type: 'person.identity-confirmed',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { confirmationId: confirmation.id, source: input.source, confirmedOn: input.confirmedOn },
    }),
  ])
  return created(confirmation, `/v1/people/${personId}`)
}
