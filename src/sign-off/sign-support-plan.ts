import type { Static } from '@sinclair/typebox'
import { v7 } from 'uuid'
import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import { findPersonSubject } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { isHeld } from '../rules/people/team.ts'
import { outstandingSignatures } from '../rules/sign-off/sign-off.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { checkContent, openPlan, toSupportPlan } from '../support-plans/open-plan.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'
import { listParts } from './parts-repository.ts'
import { insertSignature, listSignatures } from './repository.ts'
import { routeForDecision } from './route-for-decision.ts'
import type { NewSignature, SupportPlanSigned } from './schemas.ts'
import { requireSettledServices } from './settled-services.ts'

/** Records a signature as consent to the text that stands. The last one that is needed sends the plan to the lowest tier that may decide. */
export async function signSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewSignature>,
): Promise<Answer<Static<typeof SupportPlanSigned>>> {
  const { actor, now } = context
  const [{ budgetCase, plan }, given] = await Promise.all([
    openPlan(tx, context, id, 'awaiting-signatures'),
    listSignatures(tx, actor, id),
  ])
  checkContent(plan, input.contentHash)
  const [members, taken] = await Promise.all([listMembers(tx, actor, budgetCase.id), listParts(tx, actor, plan)])
  const hasBroker = isHeld(members, 'broker')
  const outstandingAfter = (signatures: readonly { readonly caseRole: CaseRole }[]) =>
    outstandingSignatures(
      budgetCase.rules,
      signatures.map(({ caseRole }) => caseRole),
      hasBroker,
    )
  const outstanding = outstandingAfter(given)
  if (given.some((signature) => signature.caseRole === input.caseRole)) throw new Problem('already-signed')
  const needed =
    outstanding.includes(input.caseRole) || (input.caseRole === 'representative' && outstanding.includes('person'))
  if (!needed) throw new Problem('signature-not-awaited')

  const signer = await signerOf(tx, context, budgetCase, members, input)
  const { humanId, ...signedBy } = signer
  if (taken.some((one) => one.humanId === humanId && one.part.startsWith('signed-'))) {
    throw new Problem('signature-not-awaited', 'The same person cannot sign in two roles')
  }
  const planVersion = plan.submittedVersion ?? plan.version
  const signature = { id: v7(), supportPlanId: id, planVersion, ...input, ...signedBy, signedAt: now.toISOString() }
  const left = outstandingAfter([...given, signature])
  if (left.length === 0) await requireSettledServices(tx, context, plan, plan.lines)
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
  const { actorId: _, ...told } = signature
  return created(
    { signature: told, supportPlan: toSupportPlan(signed) },
    `/v1/support-plans/${id}/sign-off-route`,
    plan.version + 1,
  )
}

/**
 * Who signs: whoever stands on the case in that role. What the person signed on paper or in a meeting is recorded by the
 * care coordinator, never by the broker, who is paid from the plan.
 */
async function signerOf(
  tx: Tx,
  { actor }: Context,
  budgetCase: LockedCase,
  members: readonly CaseMember[],
  input: Static<typeof NewSignature>,
) {
  const own = members.find(
    (member) => member.leftAt === null && member.actorId === actor.actorId && member.caseRole === input.caseRole,
  )
  if (own) {
    requireCaseRole(budgetCase, actor, input.caseRole)
    return { actorId: own.actorId, name: own.name, humanId: budgetCase.writer.humanId }
  }
  const onPaper = input.caseRole === 'person' && input.how !== 'online'
  if (!onPaper) throw new Problem('case-role-required', `Only the ${input.caseRole} of the case signs as such`)
  requireCaseRole(budgetCase, actor, 'care-coordinator')
  const person = await findPersonSubject(tx, actor.commissionerId, budgetCase.personId)
  const actorId = person?.subject ?? budgetCase.personId
  return { actorId, name: person?.name ?? '', humanId: actorId }
}
