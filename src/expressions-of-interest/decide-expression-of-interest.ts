import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { setEnding } from '../case-access/kept-repository.ts'
import { listNear } from '../case-access/near-repository.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { londonDate } from '../shared/dates.ts'
import { openExpression, openRequest, withoutVersion } from './open-expression.ts'
import { listInvolvedHumans, setExpression } from './repository.ts'
import type { ExpressionDecided, ExpressionDecision } from './schemas.ts'

/**
 * Decides on an expression of interest, with reasons, by somebody who neither made nor sent it nor has decided on it before. Declined ends
 * the case; what the person has now stays. Where what was asked is not answered in time, it is decided on what there is.
 */
export async function decideExpressionOfInterest(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ExpressionDecision>,
): Promise<Answer<Static<typeof ExpressionDecided>>> {
  const { actor, now } = context
  const { budgetCase, expression } = await openExpression(tx, context, id, 'submitted', 'information-requested')
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  const today = londonDate(now)
  const asked = openRequest(expression)
  if (asked && asked.dueOn >= today)
    throw new Problem('wrong-state', `What was asked can be answered until ${asked.dueOn}`)
  await requireIndependent(tx, actor, budgetCase, id)
  const declined = input.outcome === 'declined'
  const reasons = orThrow(reasonsFor(budgetCase.rules, input.reasons, declined))
  const made = {
    caseId: budgetCase.id,
    subject: 'expression-of-interest',
    subjectId: id,
    subjectVersion: expression.version,
    outcome: input.outcome,
    tier: 'commissioner-officer',
    gapsAcceptedBecause: null,
    schemeVersion: budgetCase.schemeVersion,
  } as const
  const [decision] = await Promise.all([
    keepDecision(tx, context, budgetCase, { ...made, reasons }),
    setExpression(tx, actor, id, { status: input.outcome }),
    stopClock(tx, actor, 'expression-decision', id, today),
    asked && stopClock(tx, actor, 'information-answer', asked.id, today),
    // Nothing else of a case exists before its interest is accepted, so that there is nothing else to end.
    declined ? setEnding(tx, actor, budgetCase.id, { ending: 'declined', at: now, words: null }) : undefined,
    record(tx, actor, {
      type: toldAs[input.outcome],
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { reasons: reasons.map((reason) => reason.code) },
    }),
  ])
  const after = withoutVersion({ ...expression, status: input.outcome })
  return created({ expressionOfInterest: after, decision }, `/v1/decisions/${decision.id}`, expression.version + 1)
}

/** Refuses whoever is too near the case, made or sent the expression of interest, or has decided on it before, in whatever account. */
async function requireIndependent(tx: Tx, actor: Actor, { id: caseId, writer }: LockedCase, id: string): Promise<void> {
  const humans = await Promise.all([listNear(tx, caseId), listInvolvedHumans(tx, actor, id)])
  if (!humans.some((involved) => involved.has(writer.humanId))) return
  throw new Problem(
    'decision-not-independent',
    'Somebody who has or had a role on the case, or made, sent or decided on this expression of interest, cannot decide on it',
  )
}

const toldAs = { accepted: 'expression-of-interest.accepted', declined: 'expression-of-interest.declined' } as const
