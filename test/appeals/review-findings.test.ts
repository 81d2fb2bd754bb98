import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { ReviewDone } from '../../src/findings/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'
import { caseOf, decide, lodge } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
type Done = typeof ReviewDone.static
type Finding = NonNullable<Parameters<typeof aReviewCompletion>[0]>
const reduce: Finding = { finding: 'reduce', reasons: [aReason] }
const personAgreement = { on: '2026-11-24', words: 'I do not need it any more.', saidFor: aSaidFor() }
const end: Finding = { finding: 'end', personAgreement, reasons: [aReason] }
const complete = (journey: Journey, found: Finding) =>
  journey.careCoordinator.post<Done>(`/v1/reviews/${journey.ids.reviewId}/completion`, aReviewCompletion(found))
const confirm = (journey: Journey, client: Client) =>
  client.post<Done>(`/v1/reviews/${journey.ids.reviewId}/confirmation`, { confirmed: true, words: null })
const decisionsOf = async (journey: Journey) =>
  (await journey.person.get<{ items: Decision[] }>(`/v1/cases/${journey.ids.caseId}/decisions`)).ok.items
const reviewsOf = async (journey: Journey) =>
  (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items
const linesOf = async (journey: Journey) =>
  (await journey.person.get<{ lines: Statement['lines'] }>(`/v1/cases/${journey.ids.caseId}/statement`)).ok.lines

/** A review that found something, and the decision that it is. */
async function found(finding: Finding) {
  const journey = await journeyTo(service, 'purchase-made')
  const { decision } = (await complete(journey, finding)).ok
  if (!decision) throw new Error('the finding is no decision')
  return { journey, decision }
}

/** A first review that found a reduction of what holds a need back, which waits for the team manager. */
async function waiting() {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, { lines: [aPlanLine({ preventive: true, holdsBack: 'Nights in crisis' })] })
  await journey.on('purchase-made')
  t.equal(
    (
      await complete(journey, {
        ...reduce,
        preventiveEvidence: 'A sister has moved in.',
        preventiveBecause: 'moved-to-other-support',
      })
    ).ok.decision,
    null,
  )
  return journey
}

t.test(
  'a finding that is to reduce or end is a decision with reasons and a letter that says how to appeal',
  async (t) => {
    for (const [finding, outcome, title] of [
      [reduce, 'reduced', /to reduce your support/],
      [end, 'ended', /We were told that you do not want your budget any more/],
    ] as const) {
      const { journey, decision } = await found(finding)
      t.match(decision, {
        subject: 'review',
        subjectId: journey.ids.reviewId,
        outcome,
        tier: 'care-coordinator',
        reasons: [{ code: aReason.code }],
      })
      t.same((await decisionsOf(journey))[0], decision)
      const letter = (await letterOf(journey.person, decision.id)).ok
      t.match(letter, title)
      t.match(letter, /How to appeal/)
      t.match((await lodge(journey.person, decision.id)).ok, { status: 'lodged', statutory: true })
    }
  },
)

t.test('other findings take nothing, and are no decision', async (t) => {
  for (const finding of ['continue', 'change', 'increase'] as const) {
    const journey = await journeyTo(service, 'purchase-made')
    const before = await decisionsOf(journey)
    t.equal((await complete(journey, { finding })).ok.decision, null)
    t.same(await decisionsOf(journey), before)
  }
})

t.test('one that waits for a higher tier is a decision once it is confirmed, of that tier', async (t) => {
  const journey = await waiting()
  const before = (await decisionsOf(journey)).length
  const { decision } = (await confirm(journey, journey.teamManager)).ok
  t.match(decision, { subject: 'review', outcome: 'reduced', tier: 'team-manager', inPlaceOfName: null })
  t.equal((await decisionsOf(journey)).length, before + 1)
  t.match((await letterOf(journey.person, decision?.id ?? '')).ok, /the manager of your team/)
  const appeal = (await lodge(journey.person, decision?.id ?? '')).ok
  await refused(t, service, () => decide(journey.teamManager, appeal.id, 'upheld'), 'reviewer-not-independent')
})

t.test('409: nothing is reduced or ended while an appeal on the case is open', async (t) => {
  const { journey, decision } = await found(reduce)
  await lodge(journey.person, decision.id)
  const asked = await journey.person.post<Review>(`/v1/cases/${journey.ids.caseId}/reviews`, {
    kind: 'requested',
    dueOn: service.clock.today(),
  })
  const again = (more: Finding) => () =>
    journey.careCoordinator.post(`/v1/reviews/${asked.ok.id}/completion`, aReviewCompletion(more))
  for (const finding of [reduce, end]) await refused(t, service, again(finding), 'support-frozen', `${finding.finding}`)
  t.equal((await again({})()).status, 201, 'what takes nothing goes on')
})

t.test('409: nor is a reduction confirmed then; it is once the appeal is decided', async (t) => {
  const journey = await waiting()
  const decisions = await decisionsOf(journey)
  const [plan] = decisions
  await service.database.sql("update decision set outcome = 'refused' where decision_id = $1", [plan?.id])
  const appeal = (await lodge(journey.person, plan?.id ?? '')).ok
  await refused(t, service, () => confirm(journey, journey.teamManager), 'support-frozen')
  await decide(journey.officer, appeal.id, 'upheld')
  t.equal((await confirm(journey, journey.teamManager)).status, 201)
})

t.test('overturned: the finding is void, nothing of the budget changed, and an ended case is open again', async (t) => {
  for (const finding of [reduce, end]) {
    const { journey, decision } = await found(finding)
    const before = await linesOf(journey)
    await decide(journey.officer, (await lodge(journey.person, decision.id)).ok.id, 'overturned', [])
    t.match(await caseOf(journey), { step: 'budget-active', endedAt: null }, `${finding.finding}`)
    t.match(await reviewsOf(journey), [
      { kind: 'routine', status: 'scheduled', dueOn: '2027-11-24' },
      { kind: 'first', status: 'void', result: { finding: finding.finding } },
    ])
    const open = before.map((line) => ({
      ...line,
      status: 'active',
      closedOn: null,
      availablePence: line.agreedPence - line.spentPence,
      releasedPence: 0,
    }))
    t.same(await linesOf(journey), open)
    const [answer] = (await decisionsOf(journey)).map(({ id }) => letterOf(journey.person, id))
    t.match((await answer)?.ok, /We no longer go by what the review found/)
    await refused(t, service, () => complete(journey, {}), 'review-done')
  }
})

t.test('the reviews that were cancelled with the case are to come again', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const path = `/v1/cases/${journey.ids.caseId}/reviews`
  await journey.careCoordinator.post(path, { kind: 'rapid', dueOn: '2026-11-30', because: 'concern' })
  const { decision } = (await complete(journey, end)).ok
  await coolOff(service)
  t.match(await reviewsOf(journey), [
    { kind: 'routine', status: 'cancelled' },
    { kind: 'rapid', status: 'cancelled' },
    { status: 'done' },
  ])
  await decide(journey.officer, (await lodge(journey.person, decision?.id ?? '')).ok.id, 'overturned', [])
  t.match(await reviewsOf(journey), [
    { kind: 'routine', status: 'scheduled' },
    { kind: 'rapid', status: 'scheduled', dueOn: '2026-11-30', supportPlanId: journey.ids.supportPlanId },
    { kind: 'first', status: 'void' },
  ])
})

t.test('varied: the review is done again, soon', async (t) => {
  for (const finding of [reduce, end]) {
    const { journey, decision } = await found(finding)
    await decide(journey.officer, (await lodge(journey.person, decision.id)).ok.id, 'varied')
    t.match(await caseOf(journey), {
      step: 'review-scheduled',
      waitingFor: ['broker', 'care-coordinator'],
      endedAt: null,
    })
    const [rapid] = await reviewsOf(journey)
    t.match(rapid, { kind: 'rapid', status: 'scheduled' })
    const body = aReviewCompletion()
    t.equal((await journey.careCoordinator.post(`/v1/reviews/${rapid?.id}/completion`, body)).status, 201)
  }
})

t.test('upheld: an ended budget stays ended', async (t) => {
  const { journey, decision } = await found(end)
  const second = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
  await decide(second, (await lodge(journey.person, decision.id)).ok.id, 'upheld')
  await coolOff(service)
  t.match(await caseOf(journey), { step: 'budget-ended', ending: 'ended-at-review' })
})

t.test(
  'where the person says no meanwhile, the appeal is taken back with it; one lodged after it opens the case',
  async (t) => {
    const { journey, decision } = await found(reduce)
    const appeal = (await lodge(journey.person, decision.id)).ok
    await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
    const running = (await caseOf(journey)).clocks.filter(({ stoppedOn }) => stoppedOn === null)
    t.same(running, [])
    await refused(t, service, () => decide(journey.officer, appeal.id, 'overturned', []), 'wrong-state')
    const again = (await lodge(journey.person, decision.id)).ok
    t.match((await caseOf(journey)).clocks.at(-1), { kind: 'appeal-decision', stoppedOn: null })
    t.equal((await decide(journey.officer, again.id, 'overturned', [])).status, 201)
    t.match(await caseOf(journey), { step: 'budget-active', endedAt: null })
  },
)
