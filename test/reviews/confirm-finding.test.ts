import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { Review, ReviewDone } from '../../src/reviews/schemas.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { aPlanLine, aReason, aReviewCompletion } from '../support/road-builders.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
type Done = typeof ReviewDone.static

/** A first review that is due, of a plan with a line that holds a need back. */
async function withPreventive(preventive = true): Promise<Journey> {
  const the = await journeyTo(service, 'plan-drafted')
  await change(the, { lines: [aPlanLine({ preventive, holdsBack: preventive ? 'Nights in crisis' : null })] })
  return the.on('purchase-made')
}
const reduce = { finding: 'reduce', preventiveEvidence: 'A sister has moved in.', reasons: [aReason] } as const
const complete = (the: Journey, more: object = reduce) =>
  the.careCoordinator.post<Done>(`/v1/reviews/${the.ids.reviewId}/completion`, aReviewCompletion(more))
const confirm = (
  the: Journey,
  client: Client,
  confirmed = true,
  words: string | null = confirmed ? null : 'Nights are better because of it.',
) => client.post<Done>(`/v1/reviews/${the.ids.reviewId}/confirmation`, { confirmed, words })
const reviewOf = async (the: Journey) => (await the.person.get<Review>(`/v1/reviews/${the.ids.reviewId}`)).ok
const caseOf = async (the: Journey) => (await the.person.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok

t.test(
  'P10: the care coordinator’s finding against preventive support waits for the forced tier, with the route',
  async (t) => {
    const the = await withPreventive()
    const entries = await audited(service, async () => {
      const { ok } = await complete(the)
      t.match(ok, {
        review: {
          status: 'awaiting-decision',
          result: { finding: 'reduce' },
          route: {
            tier: 'team-manager',
            because: 'preventive-reduction',
            sentence: 'Support that holds a need back would be reduced, so the team manager looks at it first.',
            confirmed: null,
          },
          doneAt: null,
        },
        nextReview: null,
      })
    })
    t.match(entries, [{ type: 'review.finding-routed', facts: { finding: 'reduce', tier: 'team-manager' } }])
    t.match(await caseOf(the), {
      step: 'finding-to-confirm',
      tier: 'team-manager',
      waitingFor: ['broker', 'team-manager'],
    })
    t.match((await caseOf(the)).next, /what you have stays as it is/)
    const tasks = (await the.teamManager.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
    t.match(
      tasks.find(({ caseId }) => caseId === the.ids.caseId),
      { waitingFor: 'team-manager' },
    )
    for (const [client, code] of [
      [the.careCoordinator, 'not-the-decider'],
      [service.as('mdt-member'), 'not-the-decider'],
      [the.broker, 'permission-missing'],
      [the.officer, 'not-the-decider'],
    ] as const)
      await refused(t, service, () => confirm(the, client), code)
    await refused(t, service, () => complete(the), 'wrong-state')
  },
)

t.test(
  '201: confirmed by that tier, it is done, and the next review is set; nothing is taken away by it',
  async (t) => {
    const the = await withPreventive()
    await complete(the)
    const { ok } = await confirm(the, the.teamManager, true, 'She is there every night.')
    t.match(ok, {
      review: {
        status: 'done',
        route: { confirmed: true, words: 'She is there every night.', byName: 'Quillon team manager' },
      },
      nextReview: { kind: 'routine', dueOn: '2027-11-24' },
    })
    t.match(await reviewOf(the), { status: 'done', result: { finding: 'reduce' } })
    t.match(await caseOf(the), { step: 'plan-to-change', tier: null, waitingFor: ['broker'] })
    t.match((await the.broker.get(`/v1/cases/${the.ids.caseId}/statement`)).ok, { agreedPence: 25_000 })
    await refused(t, service, () => confirm(the, the.teamManager), 'wrong-state')
  },
)

t.test('201: not confirmed, it goes back with the reason, and the review is done again', async (t) => {
  const the = await withPreventive()
  await complete(the)
  const { errors } = await refused(t, service, () => confirm(the, the.teamManager, false, null), 'reason-required')
  t.match(errors, [{ pointer: '/words' }])
  const words = 'Nights are better because of it.'
  t.match((await confirm(the, the.teamManager, false, words)).ok, {
    review: { status: 'scheduled', result: null, route: { confirmed: false, words } },
    nextReview: null,
  })
  t.match(await caseOf(the), { step: 'review-scheduled', waitingFor: ['broker', 'care-coordinator'] })
  t.match((await complete(the, {})).ok.review, { status: 'done', result: { finding: 'continue' } })
})

t.test('other findings, and reductions of what holds nothing back, are the care coordinator’s', async (t) => {
  for (const finding of ['continue', 'change', 'increase'])
    t.match((await complete(await withPreventive(), { finding })).ok.review, { status: 'done', route: null }, finding)
  t.match((await complete(await withPreventive(false))).ok.review, { status: 'done', route: null })
})

t.test(
  '403: whoever is or was on the team does not confirm, whatever their role, nor does a deputy who is',
  async (t) => {
    const the = await withPreventive()
    const promoted = service.as(anActor('team-manager', { sub: 'the-care-coordinator' }))
    const team = `/v1/cases/${the.ids.caseId}/members`
    const former = aMember({ actorId: 'a-former-advocate', capacity: 'advocate', organisationId: null })
    const { id } = (await the.careCoordinator.post<{ id: string }>(team, former)).ok
    await the.officer.post(`${team}/${id}/departure`)
    await complete(the)
    await refused(t, service, () => confirm(the, promoted), 'decision-not-independent')
    const once = service.as(anActor('team-manager', { sub: 'a-former-advocate' }))
    await refused(t, service, () => confirm(the, once), 'decision-not-independent')
    const deputyship = {
      holderId: 'the-team-manager',
      holderName: 'Quillon team manager',
      standing: 'team-manager',
      organisationId: tenants.QYG.trustId,
      from: service.clock.today(),
      until: '2027-12-31',
    }
    for (const deputyId of ['the-care-coordinator', 'another-coordinator', 'the-machine'])
      await the.officer.post('/v1/deputyships', { ...deputyship, deputyId, deputyName: 'Quillon Deputy' })
    await refused(t, service, () => confirm(the, the.careCoordinator), 'decision-not-independent')
    await refused(t, service, () => confirm(the, service.as('machine')), 'capacity-missing', 'nor does a system')
    const deputy = service.as(anActor('care-coordinator', { sub: 'another-coordinator' }))
    t.equal((await confirm(the, deputy)).status, 201)
  },
)

t.test(
  'a finding that waits has a clock with the days of the tier, seen by the person, and is reported once late',
  async (t) => {
    const the = await withPreventive()
    await complete(the)
    const clock = async () => (await caseOf(the)).clocks.find(({ kind }) => kind === 'finding-decision')
    t.match(await clock(), { workingDays: 5, dueOn: '2026-12-01', breached: false, stoppedOn: null })
    t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
    service.clock.set('2026-12-02T09:30:00Z')
    const entries = await audited(service, async () => {
      await sweep(service)
      await sweep(service)
    })
    const late = entries.filter((entry) => entry.case_id === the.ids.caseId)
    t.match(late, [{ type: 'case.step-late', facts: { clock: 'finding-decision', tier: 'team-manager' } }])
    t.equal(late.length, 1)
    t.match(await clock(), { breached: true })
    t.same((await caseOf(the)).waitingFor, ['broker', 'team-manager', 'commissioner-officer'])
    await confirm(the, the.teamManager, false)
    t.match(await clock(), { stoppedOn: '2026-12-02', breached: true })
    t.same((await caseOf(the)).waitingFor, ['broker', 'care-coordinator'])
  },
)

t.test('of two who say different things at once, one is heard', async (t) => {
  const the = await withPreventive()
  await complete(the)
  const second = service.as(anActor('team-manager', { sub: 'second-manager' }))
  const answers = await Promise.all([confirm(the, the.teamManager), confirm(the, second, false)])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409])
})

t.test('404: a review that is not there, or not for these eyes', async (t) => {
  const the = await withPreventive()
  await complete(the)
  const elsewhere = service.as(anActor('team-manager', { sub: 'elsewhere', organisation: 'BRK1' }))
  await refused(t, service, () => confirm(the, elsewhere), 'not-found')
  const body = { confirmed: true, words: null }
  await refused(t, service, () => the.teamManager.post(`/v1/reviews/${unknownId()}/confirmation`, body), 'not-found')
})

t.test('an agreed end stops every clock of the case', async (t) => {
  const the = await journeyTo(service, 'plan-agreed')
  const review = await the.person.post<Review>(`/v1/cases/${the.ids.caseId}/reviews`, {
    kind: 'requested',
    dueOn: service.clock.today(),
  })
  const personAgreement = { on: service.clock.today(), words: 'I do not need it any more.' }
  const body = aReviewCompletion({ finding: 'end', personAgreement, reasons: [aReason] })
  await the.careCoordinator.post(`/v1/reviews/${review.ok.id}/completion`, body)
  t.ok((await caseOf(the)).clocks.every(({ stoppedOn }) => stoppedOn !== null))
})
