import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { listInForce } from '../delegations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, created, found } from '../platform/http/operation.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { deputyshipsAt, needSomebody, standingAt } from '../sign-off/decider.ts'
import { tierWords } from '../words/roles.ts'
import { finishReview, withoutVersion } from './finish-review.ts'
import { type FoundBy, needUnfrozen } from './keep-finding.ts'
import { findReview, setReview } from './repository.ts'
import type { FindingConfirmation, ReviewDone } from './schemas.ts'

/** Says whether a finding against preventive support holds (P10). One that does not goes back, and the review is done again. */
export async function confirmFinding(
  tx: Tx,
  context: Context,
  id: string,
  { confirmed, words }: Static<typeof FindingConfirmation>,
): Promise<Answer<Static<typeof ReviewDone>>> {
  const { actor, now } = context
  const [the, held] = await Promise.all([
    openForWriting(tx, context, { table: 'review', id }),
    findReview(tx, actor, id),
  ])
  const review = found(held)
  checkVersion(context, review.version)
  const { route, result } = review
  if (review.status !== 'awaiting-decision' || !route || !result)
    throw new Problem('wrong-state', 'The review has no finding that waits to be confirmed')
  const inPlaceOf = await needSeat(tx, actor, the, route.tier)
  if (!confirmed && words === null)
    throw new Problem('reason-required', 'A finding that is not confirmed goes back with the reason', {
      errors: [{ pointer: '/words', code: 'reason-required', detail: 'say why' }],
    })
  if (confirmed) await needUnfrozen(tx, context, the, result.finding)
  await stopClock(tx, actor, 'finding-decision', id, londonDate(now))
  const told = { ...review, route: { ...route, confirmed, words, byName: actor.name || actor.actorId } }
  const again = { ...told, status: 'scheduled', result: null } as const
  const done = confirmed
    ? await finishReview(tx, context, the, told, result, { tier: route.tier, inPlaceOf })
    : { review: withoutVersion(again), nextReview: null, decision: null }
  await Promise.all([
    confirmed ? undefined : setReview(tx, actor, again),
    record(tx, actor, {
      type: confirmed ? 'review.finding-confirmed' : 'review.finding-not-confirmed',
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { finding: result.finding, tier: route.tier },
    }),
  ])
  return created(done, `/v1/reviews/${id}`, review.version + 1)
}

/** In whose place the actor sits at the tier; null: in person. Refuses whoever sits there in neither way, or is or was on the team of the case. */
async function needSeat(
  tx: Tx,
  actor: Actor,
  the: LockedCase,
  tierName: Tier,
): Promise<NonNullable<FoundBy['inPlaceOf']> | null> {
  needSomebody(actor)
  const tier = the.rules.tiers.find(({ tier }) => tier === tierName)
  const [members, inForce] = await Promise.all([listMembers(tx, actor, the.id), listInForce(tx, actor)])
  const own = tier && standingAt(tier, the, actor)
  const deputyships = tier ? deputyshipsAt(tier, the, actor, members, inForce) : []
  if (!own && deputyships.length === 0)
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tierName].short}`)
  const onTeam = (id: string) => members.some((member) => member.actorId === id)
  const taken = deputyships.find(({ holderId }) => !onTeam(holderId))
  if (onTeam(actor.actorId) || !(own || taken)) throw new Problem('decision-not-independent')
  return own || !taken ? null : { actorId: taken.holderId, name: taken.holderName }
}
