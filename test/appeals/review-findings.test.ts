import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { Review, ReviewDone } from '../../src/reviews/schemas.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { aPlanLine, aReason, aReviewCompletion } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'
import { caseOf, decide, lodge } from './acts.ts'

const service = await startService(t)
type Done = typeof ReviewDone.static
type Finding = NonNullable<Parameters<typeof aReviewCompletion>[0]>
const reduce: Finding = { finding: 'reduce', reasons: [aReason] }
const personAgreement = { on: '2026-11-24', words: 'I do not need it any more.' }
const end: Finding = { finding: 'end', personAgreement, reasons: [aReason] }
const complete = (the: Journey, found: Finding) =>
  the.careCoordinator.post<Done>(`/v1/reviews/${the.ids.reviewId}/completion`, aReviewCompletion(found))
const confirm = (the: Journey, client: Client) =>
  client.post<Done>(`/v1/reviews/${the.ids.reviewId}/confirmation`, { confirmed: true, words: null })
const decisionsOf = async (the: Journey) =>
  (await the.person.get<{ items: Decision[] }>(`/v1/cases/${the.ids.caseId}/decisions`)).ok.items
const reviewsOf = async (the: Journey) =>
  (await the.person.get<{ items: Review[] }>(`/v1/cases/${the.ids.caseId}/reviews`)).ok.items
const linesOf = async (the: Journey) =>
  (await the.person.get<{ lines: Statement['lines'] }>(`/v1/cases/${the.ids.caseId}/statement`)).ok.lines

/** A review that found something, and the decision that it is. */
async function found(finding: Finding) {
  const the = await journeyTo(service, 'purchase-made')
  const { decision } = (await complete(the, finding)).ok
  if (!decision) throw new Error('the finding is no decision')
  return { the, decision }
}

/** A first review that found a reduction of what holds a need back, which waits for the team manager. */
async function waiting() {
  const the = await journeyTo(service, 'plan-drafted')
  await change(the, { lines: [aPlanLine({ preventive: true, holdsBack: 'Nights in crisis' })] })
  await the.on('purchase-made')
  t.equal((await complete(the, { ...reduce, preventiveEvidence: 'A sister has moved in.' })).ok.decision, null)
  return the
}

t.test(
  'a finding that is to reduce or end is a decision with reasons and a letter that says how to appeal',
  async (t) => {
    for (const [finding, outcome, title] of [
      [reduce, 'reduced', /to reduce your support/],
      [end, 'ended', /Your budget has ended/],
    ] as const) {
      const { the, decision } = await found(finding)
      t.match(decision, {
        subject: 'review',
        subjectId: the.ids.reviewId,
        outcome,
        tier: 'care-coordinator',
        reasons: [{ code: aReason.code }],
      })
      t.same((await decisionsOf(the))[0], decision)
      const letter = (await letterOf(the.person, decision.id)).ok
      t.match(letter, title)
      t.match(letter, /How to appeal/)
      t.match((await lodge(the.person, decision.id)).ok, { status: 'lodged', owed: true })
    }
  },
)

t.test('other findings take nothing, and are no decision', async (t) => {
  for (const finding of ['continue', 'change', 'increase'] as const) {
    const the = await journeyTo(service, 'purchase-made')
    const before = await decisionsOf(the)
    t.equal((await complete(the, { finding })).ok.decision, null)
    t.same(await decisionsOf(the), before)
  }
})

t.test('one that waits for a higher tier is a decision once it is confirmed, of that tier', async (t) => {
  const the = await waiting()
  const before = (await decisionsOf(the)).length
  const { decision } = (await confirm(the, the.teamManager)).ok
  t.match(decision, { subject: 'review', outcome: 'reduced', tier: 'team-manager', inPlaceOfName: null })
  t.equal((await decisionsOf(the)).length, before + 1)
  t.match((await letterOf(the.person, decision?.id ?? '')).ok, /the manager of your team/)
  const appeal = (await lodge(the.person, decision?.id ?? '')).ok
  await refused(t, service, () => decide(the.teamManager, appeal.id, 'upheld'), 'reviewer-not-independent')
})

t.test('409: nothing is reduced or ended while an appeal on the case is open', async (t) => {
  const { the, decision } = await found(reduce)
  await lodge(the.person, decision.id)
  const asked = await the.person.post<Review>(`/v1/cases/${the.ids.caseId}/reviews`, {
    kind: 'requested',
    dueOn: service.clock.today(),
  })
  const again = (more: Finding) => () =>
    the.careCoordinator.post(`/v1/reviews/${asked.ok.id}/completion`, aReviewCompletion(more))
  for (const finding of [reduce, end]) await refused(t, service, again(finding), 'support-frozen', `${finding.finding}`)
  t.equal((await again({})()).status, 201, 'what takes nothing goes on')
})

t.test('409: nor is a reduction confirmed then; it is once the appeal is decided', async (t) => {
  const the = await waiting()
  const decisions = await decisionsOf(the)
  const [plan] = decisions
  await service.database.sql("update decision set outcome = 'refused' where decision_id = $1", [plan?.id])
  const appeal = (await lodge(the.person, plan?.id ?? '')).ok
  await refused(t, service, () => confirm(the, the.teamManager), 'support-frozen')
  await decide(the.officer, appeal.id, 'upheld')
  t.equal((await confirm(the, the.teamManager)).status, 201)
})

t.test('overturned: the finding is void, nothing of the budget changed, and an ended case is open again', async (t) => {
  for (const finding of [reduce, end]) {
    const { the, decision } = await found(finding)
    const before = await linesOf(the)
    await decide(the.officer, (await lodge(the.person, decision.id)).ok.id, 'overturned', [])
    t.match(await caseOf(the), { step: 'budget-active', endedAt: null }, `${finding.finding}`)
    t.match(await reviewsOf(the), [
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
    t.same(await linesOf(the), open)
    const [answer] = (await decisionsOf(the)).map(({ id }) => letterOf(the.person, id))
    t.match((await answer)?.ok, /What the review found does not hold/)
    await refused(t, service, () => complete(the, {}), 'review-done')
  }
})

t.test('varied: the review is done again, soon', async (t) => {
  for (const finding of [reduce, end]) {
    const { the, decision } = await found(finding)
    await decide(the.officer, (await lodge(the.person, decision.id)).ok.id, 'varied')
    t.match(await caseOf(the), { step: 'review-scheduled', waitingFor: ['broker', 'care-coordinator'], endedAt: null })
    const [rapid] = await reviewsOf(the)
    t.match(rapid, { kind: 'rapid', status: 'scheduled' })
    const body = aReviewCompletion()
    t.equal((await the.careCoordinator.post(`/v1/reviews/${rapid?.id}/completion`, body)).status, 201)
  }
})

t.test('upheld: an ended budget stays ended', async (t) => {
  const { the, decision } = await found(end)
  const second = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
  await decide(second, (await lodge(the.person, decision.id)).ok.id, 'upheld')
  t.match(await caseOf(the), { step: 'budget-ended', endedAt: '2026-11-24T09:30:00.000Z' })
})

t.test(
  'where the person says no meanwhile, the appeal is taken back with it; one lodged after it opens the case',
  async (t) => {
    const { the, decision } = await found(reduce)
    const appeal = (await lodge(the.person, decision.id)).ok
    await the.person.post(`/v1/cases/${the.ids.caseId}/withdrawal`, { words: null })
    const running = (await caseOf(the)).clocks.filter(({ stoppedOn }) => stoppedOn === null)
    t.same(running, [])
    await refused(t, service, () => decide(the.officer, appeal.id, 'overturned', []), 'wrong-state')
    const again = (await lodge(the.person, decision.id)).ok
    t.match((await caseOf(the)).clocks.at(-1), { kind: 'appeal-decision', stoppedOn: null })
    t.equal((await decide(the.officer, again.id, 'overturned', [])).status, 201)
    t.match(await caseOf(the), { step: 'budget-active', endedAt: null })
  },
)
