import type { Static } from '@sinclair/typebox'
import { openForWriting } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { tally } from '../rules/sign-off/panel.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findRequest } from './repository.ts'
import { requireRequestDecider, routeOfRequest } from './route.ts'
import type { NewOffPlanVote, OffPlanTally } from './schemas.ts'
import { insertVote } from './votes-repository.ts'

/** Records the vote of one who sits in the meeting or panel that decides: a human votes once at a tier in a round, in whoever's place. */
export async function voteOnOffPlanRequest(
  tx: Tx,
  context: Context,
  id: string,
  { agrees, reasons: given }: Static<typeof NewOffPlanVote>,
): Promise<Answer<Static<typeof OffPlanTally>>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'off_plan_request', id }),
    findRequest(tx, actor, id),
  ])
  const request = orNotFound(held)
  if (request.status !== 'waiting') throw new Problem('wrong-state', `It is ${request.status}`)
  const inForce = orNotFound(await findPlanInForce(tx, actor, budgetCase.id), 'nothing-to-review')
  const known = await routeOfRequest(tx, context, budgetCase, inForce, request)
  const decider = await requireRequestDecider(tx, context, budgetCase, request, known, 'vote')
  const { tier, tierRole, seat, votes } = decider
  if (!tier.quorum) throw new Problem('vote-not-needed')
  const { humanId } = budgetCase.writer
  if (votes.some((vote) => vote.humanId === seat || vote.humanId === humanId)) throw new Problem('already-voted')
  for (const [index, { line = null }] of given.entries())
    if (line !== null) throw invalidAt(`/reasons/${index}/line`, 'It is about the whole: leave the line out')
  const reasons = orThrow(reasonsFor(budgetCase.rules, given, !agrees))
  const livedExperience = actor.roles.includes('lived-experience-member')
  const vote = { agrees, exceptLines: [], livedExperience, tierRole, humanId: seat }
  await insertVote(tx, actor, { ...vote, requestId: id, round: request.round, tier: tier.tier, reasons }, now)
  const facts = { tier: tier.tier, livedExperience }
  await record(tx, actor, { type: 'off-plan.voted', subjectId: id, caseId: budgetCase.id, at: now, facts })
  const { agreeing, against, livedExperience: lived, quorate } = tally(tier, [...votes, vote])
  return created({ agreeing, against, livedExperience: lived, quorate }, `/v1/off-plan-requests/${id}`)
}
