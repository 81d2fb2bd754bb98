import { type ActingRole, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { matters } from '../rules/people/mandate.ts'
import { basisFits } from '../rules/people/team.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { requireFitToJoin } from './join-as-staff.ts'
import { insertRepresentation } from './mandates-repository.ts'
import { insertMember, listMembers } from './repository.ts'
import { asUnverified } from './representation.ts'
import { requireMandate } from './require-mandate.ts'
import { requireOwnBroker } from './require-own-broker.ts'
import type { CaseMember, NewBasis, NewCaseMember } from './schemas.ts'

const staff = ['care-coordinator', 'commissioner-officer', 'team-manager', 'machine'] as const

/** Who adds somebody in a role. The person chooses who acts and speaks for them, and can choose their broker; a system says nothing of who speaks for them. */
const addedBy: Readonly<Record<NewCaseMember['caseRole'], readonly ActingRole[]>> = {
  representative: ['person', 'care-coordinator', 'commissioner-officer'],
  advocate: ['person', 'representative', 'care-coordinator', 'commissioner-officer', 'team-manager'],
  'care-coordinator': staff,
  broker: [...staff, 'brokerage-coordinator', 'person'],
}

/**
 * Adds somebody to the team. A broker sees nothing before the person has agreed to share with the broker's organisation for that purpose; whoever acts
 * for the person is chosen by them, or added on a stated ground, and has no other work on the case.
 */
export async function addCaseMember(
  tx: Tx,
  context: Context,
  caseId: string,
  { basis: stated = null, ...input }: NewCaseMember,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, ...addedBy[input.caseRole])
  await requireMandate(tx, actor, caseId, as, 'addCaseMember')
  const byPerson = as === 'person'
  const today = londonDate(now)
  orThrow(basisFits(input.caseRole, byPerson, stated, today))
  if (as === 'brokerage-coordinator') await requireOwnBroker(tx, actor, input)
  const ground = await requireFitToJoin(tx, actor, budgetCase, input, await listMembers(tx, actor, caseId), today)
  if (stated) return nameRepresentative(tx, context, caseId, { ...input, basis: stated })
  const basis = input.caseRole === 'representative' ? chosenOn(today, now) : null
  const member = await insertMember(tx, actor, caseId, { ...input, basis, ground, chosenByPerson: byPerson }, now)
  await record(tx, actor, {
    type: 'case.member-joined',
    subjectId: member.id,
    caseId,
    at: now,
    facts: {
      caseRole: input.caseRole,
      relative: member.relative,
      ...(basis ? { basis: basis.kind, since: basis.since } : {}),
    },
  })
  return created(member, `/v1/cases/${caseId}/members`)
}

/** The person's own choice is for everything, and needs nobody to check it. */
const chosenOn = (since: LocalDate, now: Date): NonNullable<CaseMember['basis']> => ({
  kind: 'person-chose',
  since,
  appointment: 'severally',
  matters: [...matters],
  until: null,
  verifiedAt: now.toISOString(),
  evidence: null,
})

/** Keeps who is said to act for the person, and on what ground. They have no place on the team until somebody independent has seen the evidence. */
async function nameRepresentative(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  { actorId, name, relative = false, basis }: Omit<NewCaseMember, 'basis'> & { readonly basis: NewBasis },
): Promise<Answer<CaseMember>> {
  const named = {
    ...{ id: newId(), caseId, actorId, name, relative },
    basis: { ...basis, until: basis.until ?? null },
    ...{ addedBy: actor.actorId, addedAt: now },
  }
  await insertRepresentation(tx, actor, named, now)
  await record(tx, actor, {
    type: 'case.representative-named',
    subjectId: named.id,
    caseId,
    at: now,
    facts: {
      basis: basis.kind,
      since: basis.since,
      appointment: basis.appointment,
      matters: basis.matters,
      until: named.basis.until,
    },
  })
  return created(asUnverified(named), `/v1/cases/${caseId}/members`)
}
