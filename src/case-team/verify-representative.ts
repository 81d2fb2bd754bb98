import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { isOneOf } from '../staff/same-human.ts'
import { listUnverified, setVerified } from './mandates-repository.ts'
import { insertMember, listMembers } from './repository.ts'
import { requireMayJoin } from './require-may-join.ts'
import { requireUninvolved } from './require-uninvolved.ts'
import type { CaseMember, RepresentativeVerification } from './schemas.ts'

/**
 * Says that the evidence of a representative's ground was seen, by an officer of the commissioner who did not add them, and neither works nor
 * decided on the case. With that they have their place on the team, until the day the ground ends.
 */
export async function verifyRepresentative(
  tx: Tx,
  context: Context,
  caseId: string,
  memberId: string,
  { evidence }: Static<typeof RepresentativeVerification>,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  const [unverified, members] = await Promise.all([listUnverified(tx, actor, caseId), listMembers(tx, actor, caseId)])
  const named = orNotFound(unverified.find(({ id }) => id === memberId))
  await requireUninvolved(tx, actor, budgetCase)
  if (await isOneOf(tx, actor, [named.addedBy])) throw new Problem('verifier-not-independent')
  const { basis } = named
  const today = londonDate(now)
  if (basis.until !== null && basis.until < today) throw new Problem('wrong-state', 'The ground has ended')
  await requireMayJoin(tx, actor, named.addedBy, { actorId: named.actorId, caseRole: 'representative' }, members)
  await setVerified(tx, actor, memberId, evidence, now)
  const { id, actorId, name, relative } = named
  const joining = { actorId, caseRole: 'representative', name, organisationId: null, relative } as const
  const member = await insertMember(
    tx,
    actor,
    caseId,
    { ...joining, basis: { ...basis, matters: [...basis.matters], verifiedAt: now.toISOString() } },
    now,
    id,
  )
  await Promise.all([
    basis.until &&
      startClock(tx, actor, { caseId, kind: 'representation', subjectId: id, fixedOn: basis.until }, today),
    record(tx, actor, {
      type: 'case.member-joined',
      subjectId: id,
      caseId,
      at: now,
      facts: { caseRole: 'representative', relative, basis: basis.kind, since: basis.since },
    }),
  ])
  return done(member)
}
