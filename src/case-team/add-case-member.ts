import { needStanding, openForWriting, type Standing } from '../case-access/open-for-writing.ts'
import { consentHolds } from '../people/consent-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { agreed, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { basisFits, mayJoin } from '../rules/people/team.ts'
import { londonDate } from '../shared/dates.ts'
import { insertMember, listMembers } from './repository.ts'
import type { CaseMember, NewCaseMember } from './schemas.ts'

const staff = ['care-coordinator', 'commissioner-officer', 'team-manager', 'machine'] as const

/** Who adds somebody in a capacity. The person chooses who acts and speaks for them; a system says nothing of either. */
const addedBy: Readonly<Record<NewCaseMember['capacity'], readonly Standing[]>> = {
  representative: ['person', 'care-coordinator', 'commissioner-officer'],
  advocate: ['person', 'representative', 'care-coordinator', 'commissioner-officer', 'team-manager'],
  'care-coordinator': staff,
  broker: staff,
}

/**
 * Adds somebody to the team. A broker sees nothing before the person has agreed to share with the broker's organisation; whoever acts
 * for the person is chosen by them, or added on a stated ground, and has no other work on the case.
 */
export async function addCaseMember(
  tx: Tx,
  context: Context,
  caseId: string,
  { basis: stated = null, ...input }: NewCaseMember,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const the = await openForWriting(tx, context, caseId)
  const byPerson = needStanding(the, actor, ...addedBy[input.capacity]) === 'person'
  const today = londonDate(now)
  agreed(basisFits(input.capacity, byPerson, stated, today))
  agreed(mayJoin(actor.actorId, input, await listMembers(tx, actor, caseId)))
  if (input.capacity === 'broker') {
    if (input.organisationId === null) {
      throw new Problem('request-invalid', 'A broker acts for an organisation', {
        errors: [{ pointer: '/organisationId', code: 'required', detail: 'a broker must have an organisation' }],
      })
    }
    if (!(await consentHolds(tx, actor, the.personId, input.organisationId))) throw new Problem('consent-missing')
  }
  const chosen =
    input.capacity === 'representative' && byPerson
      ? ({ kind: 'person-chose', since: today, evidence: null } as const)
      : null
  const basis = chosen ?? stated
  const member = await insertMember(tx, actor, caseId, { ...input, basis }, now)
  await record(tx, actor, {
    type: 'case.member-joined',
    subjectId: member.id,
    caseId,
    at: now,
    facts: {
      capacity: input.capacity,
      relative: member.relative,
      ...(basis ? { basis: basis.kind, since: basis.since } : {}),
    },
  })
  return created(member, `/v1/cases/${caseId}/members`)
}
