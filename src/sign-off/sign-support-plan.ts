import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMandates } from '../case-team/mandates-repository.ts'
import { listMembers } from '../case-team/repository.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import { findSettlement, requireSettledServices } from '../current-services/replaced-services.ts'
import { findPersonSubject } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isJoint, rolesSigned } from '../rules/people/mandate.ts'
import { mayRecord } from '../rules/people/recording.ts'
import { isHeld } from '../rules/people/team.ts'
import { asPersonWishes } from '../rules/planning/reductions.ts'
import { outstandingSignatures } from '../rules/sign-off/sign-off.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { asksForRecordedSigning } from '../said-for/recorded-signing-repository.ts'
import { londonDate } from '../shared/dates.ts'
import { toSupportPlan } from '../support-plans/in-force.ts'
import { checkContent, openPlan } from '../support-plans/open-plan.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'
import { listParts } from './parts-repository.ts'
import { type GivenSignature, insertSignature, listSignatures } from './repository.ts'
import { requireMandateToSign } from './require-mandate-to-sign.ts'
import { routeForDecision } from './route-for-decision.ts'
import type { NewSignature, SupportPlanSigned } from './schemas.ts'

/** Records a signature as consent to the text that stands. The last one that is needed sends the plan to the lowest tier that may decide. */
export async function signSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewSignature>,
): Promise<Answer<Static<typeof SupportPlanSigned>>> {
  const { actor, now } = context
  const [{ budgetCase, plan }, before] = await Promise.all([
    openPlan(tx, context, id, 'awaiting-signatures'),
    listSignatures(tx, actor, id),
  ])
  checkContent(plan, input.contentHash)
  requireOwnWish(plan, input.caseRole)
  const [members, mandates, taken] = await Promise.all([
    listMembers(tx, actor, budgetCase.id),
    listMandates(tx, actor, budgetCase.id),
    listParts(tx, actor, plan),
  ])
  const hasBroker = isHeld(members, 'broker')
  const joint = mandates.filter(isJoint).map(({ actorId }) => actorId)
  const outstandingAfter = (signatures: readonly Pick<GivenSignature, 'caseRole' | 'actorId'>[]) =>
    outstandingSignatures(budgetCase.rules, rolesSigned(signatures, joint), hasBroker)
  const outstanding = outstandingAfter(before)
  const isOwn = ({ caseRole, actorId }: GivenSignature) =>
    caseRole === input.caseRole && (caseRole !== 'representative' || actorId === actor.actorId)
  if (before.some(isOwn)) throw new Problem('already-signed')
  const needed =
    outstanding.includes(input.caseRole) || (input.caseRole === 'representative' && outstanding.includes('person'))
  if (!needed) throw new Problem('signature-not-awaited')

  const signer = await signerOf(tx, context, budgetCase, members, plan, input)
  if (taken.some(({ humanId, part }) => humanId === signer.humanId && part.startsWith('signed-'))) {
    throw new Problem('signature-not-awaited', 'The same person cannot sign in two roles')
  }
  const planVersion = plan.submittedVersion ?? plan.version
  const { caseRole, how, contentHash, saidFor = null } = input
  const said = { kind: 'signature', subjectId: id, as: signer.as, words: null, saidFor } as const
  const saidForId = await keepSaidFor(tx, context, budgetCase, said)
  const given = { caseRole, how, contentHash, name: signer.name, actorId: signer.actorId, saidForId }
  const signature = { id: newId(), supportPlanId: id, planVersion, ...given, signedAt: now.toISOString() }
  const left = outstandingAfter([...before, signature])
  if (left.length === 0)
    requireSettledServices(await findSettlement(tx, actor, budgetCase.id), context, plan.lines, plan.lines)
  const signed: Plan = { ...plan, status: left.length > 0 ? 'awaiting-signatures' : 'awaiting-decision' }
  await Promise.all([
    insertSignature(tx, actor, signature),
    record(tx, actor, {
      type: 'support-plan.signed',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { caseRole: input.caseRole, how: input.how, planVersion },
    }),
  ])
  if (left.length > 0) {
    await setPlan(tx, actor, signed)
  } else {
    signed.tier = await routeForDecision(tx, context, budgetCase, signed)
  }
  const { actorId: _, saidForId: __, ...told } = signature
  return created(
    { signature: told, supportPlan: toSupportPlan(signed) },
    `/v1/support-plans/${id}/sign-off-route`,
    plan.version + 1,
  )
}

/** Refuses a signature in the person's place where the plan takes away what they rely on as their own wish: nobody wishes that for them. */
function requireOwnWish({ reductions }: Plan, caseRole: CaseRole): void {
  if (caseRole === 'representative' && asPersonWishes(reductions)) throw new Problem('own-wish-needed')
}

/**
 * Who signs: whoever stands on the case in that role. What the person signed on paper or in a meeting is recorded by the
 * care coordinator, never by the broker, who is paid from the plan; and where the person signs in, only if they have asked for that.
 */
async function signerOf(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  members: readonly CaseMember[],
  plan: Plan,
  input: Static<typeof NewSignature>,
) {
  const { actor, now } = context
  const today = londonDate(now)
  const own = members.find(
    (member) => member.leftAt === null && member.actorId === actor.actorId && member.caseRole === input.caseRole,
  )
  const saidFor = input.saidFor ?? null
  if (own) {
    requireCaseRole(budgetCase, actor, input.caseRole)
    await requireMandateToSign(tx, context, budgetCase.id, input.caseRole)
    orThrow(mayRecord(input.caseRole === 'person' ? 'person' : 'team', { words: null, saidFor }, today, today))
    return { actorId: own.actorId, name: own.name, as: input.caseRole, humanId: budgetCase.writer.humanId }
  }
  const onPaper = input.caseRole === 'person' && input.how !== 'online'
  if (!onPaper) throw new Problem('case-role-required', `Only the ${input.caseRole} of the case signs as such`)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator')
  const [person, asked] = await Promise.all([
    findPersonSubject(tx, actor.commissionerId, budgetCase.personId),
    asksForRecordedSigning(tx, actor, budgetCase.id),
  ])
  if (person?.subject && !asked) throw new Problem('person-signs-themselves')
  if (person?.subject && asPersonWishes(plan.reductions))
    throw new Problem('own-wish-needed', 'The person signs in: that they wish to have less, they say themselves')
  const submittedOn = londonDate(new Date(plan.submittedAt ?? now))
  orThrow(mayRecord(as, { words: 'signed', saidFor }, submittedOn, today))
  const actorId = person?.subject ?? budgetCase.personId
  return { actorId, name: person?.name ?? '', as, humanId: actorId }
}
