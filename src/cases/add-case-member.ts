import type { Static } from '@sinclair/typebox'
import { consentHolds } from '../people/consent-repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { openForWriting } from './open-for-writing.ts'
import { handBallOver } from './repository.ts'
import type { CaseMember, NewCaseMember } from './schemas.ts'
import { insertMember } from './team-repository.ts'

/** Adds somebody to the team. A broker sees nothing before the person has agreed to share with the broker's organisation. */
export async function addCaseMember(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewCaseMember>,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const the = await openForWriting(tx, context, caseId)
  if (input.capacity === 'broker') {
    if (input.organisationId === null) {
      throw new Problem('request-invalid', 'A broker acts for an organisation', {
        errors: [{ pointer: '/organisationId', code: 'required', detail: 'a broker must have an organisation' }],
      })
    }
    if (!(await consentHolds(tx, actor, the.personId, input.organisationId))) throw new Problem('consent-missing')
  }
  const member = await insertMember(tx, actor, caseId, input, now)
  if (input.capacity === 'broker') await handBallOver(tx, actor, the)
  await record(tx, actor, {
    type: 'case.member-joined',
    subjectId: member.id,
    caseId,
    at: now,
    facts: { capacity: input.capacity, relative: member.relative },
  })
  return created(member, `/v1/cases/${caseId}/members`)
}
