import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import type { BrokerQualification, NewBrokerQualification } from './qualification-schemas.ts'
import { insertQualification } from './qualifications-repository.ts'
import { requireRegistrar } from './registrar.ts'
import { lockStaffMember } from './repository.ts'

/** Keeps what a broker was trained in, by who coordinates the brokers of the organisation or an officer of the commissioner who saw it. Nobody vouches for themselves. */
export async function recordBrokerQualification(
  tx: Tx,
  { actor, now }: Context,
  staffMemberId: string,
  input: Static<typeof NewBrokerQualification>,
): Promise<Answer<BrokerQualification>> {
  const held = await lockStaffMember(tx, actor, staffMemberId)
  const member = orNotFound(actor.ofCommissioner || held?.organisationId === actor.organisationId ? held : undefined)
  const registrar = await requireRegistrar(tx, actor, member.organisationId)
  if (registrar === member.id) throw new Problem('second-person-needed', 'Somebody else looks at your papers')
  if (member.endedAt !== null) throw new Problem('wrong-state', 'They do not work here any more')
  if (input.awardedOn > londonDate(now)) throw invalidAt('/awardedOn', 'cannot be in the future')
  if (input.expiresOn !== null && input.expiresOn < input.awardedOn)
    throw invalidAt('/expiresOn', 'is not before the day of the award')
  const qualification = { id: newId(), staffMemberId, ...input, seenAt: now.toISOString() }
  await insertQualification(tx, actor, qualification, now)
  await record(tx, actor, {
    type: 'staff-member.qualification-seen',
    subjectId: staffMemberId,
    caseId: null,
    at: now,
    facts: { course: input.course, level: input.level, expiresOn: input.expiresOn },
  })
  return created(qualification, `/v1/staff-members/${staffMemberId}/broker-qualifications`)
}
