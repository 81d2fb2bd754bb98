import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { ReviewDone } from '../../src/findings/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember, aSaidFor, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aPlanLine, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { remove } from '../support/removal.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { coolOff, sweep } from '../support/sweep.ts'

const service = await startService(t)
type Done = typeof ReviewDone.static

/** A first review that is due, of a plan with a line that holds a need back. */
async function withPreventive(preventive = true): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, { lines: [aPlanLine({ preventive, holdsBack: preventive ? 'Nights in crisis' : null })] })
  return journey.on('purchase-made')
}
const reduce = {
  finding: 'reduce',
  preventiveEvidence: 'A sister has moved in.',
  preventiveBecause: 'moved-to-other-support',
  reasons: [aReason],
} as const
const complete = (journey: Journey, more: Parameters<typeof aReviewCompletion>[0] = reduce) =>
  journey.careCoordinator.post<Done>(`/v1/reviews/${journey.ids.reviewId}/completion`, aReviewCompletion(more))
const confirm = (
  journey: Journey,
  client: Client,
  confirmed = true,
  words: string | null = confirmed ? null : 'Nights are better because of it.',
) => client.post<Done>(`/v1/reviews/${journey.ids.reviewId}/confirmation`, { confirmed, words })
const reviewOf = async (journey: Journey) =>
  (await journey.person.get<Review>(`/v1/reviews/${journey.ids.reviewId}`)).ok
const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok

t.test('403: who declared a conflict of interest on the case confirms no finding of it', async (t) => {
  const journey = await withPreventive()
  const cousin = service.as(anActor('team-manager', { sub: 'a-cousin' }))
  const plan = (await journey.broker.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan())).ok
  const declared = await cousin.post(`/v1/support-plans/${plan.id}/conflicts-of-interest`, { words: 'My cousin.' })
  t.equal(declared.status, 201)
  t.equal((await journey.broker.post(`/v1/support-plans/${plan.id}/withdrawal`)).status, 200)
  await complete(journey)
  await refused(t, service, () => confirm(journey, cousin), 'decision-not-independent')
  t.equal((await confirm(journey, journey.teamManager)).status, 201)
})

t.test(
  'P10: the care coordinator’s finding against preventive support waits for the forced tier, with the route',
  async (t) => {
    const journey = await withPreventive()
    const entries = await audited(service, async () => {
      const { ok } = await complete(journey)
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
    t.match(await caseOf(journey), {
      step: 'finding-to-confirm',
      tier: 'team-manager',
      waitingFor: ['broker', 'team-manager'],
    })
    t.match((await caseOf(journey)).next, /What you have stays as it is/)
    const tasks = (await journey.teamManager.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
    t.match(
      tasks.find(({ caseId }) => caseId === journey.ids.caseId),
      { waitingFor: 'team-manager' },
    )
    for (const [client, code] of [
      [journey.careCoordinator, 'not-the-decider'],
      [service.as('mdt-member'), 'not-the-decider'],
      [journey.broker, 'permission-missing'],
      [journey.officer, 'not-the-decider'],
    ] as const)
      await refused(t, service, () => confirm(journey, client), code)
    await refused(t, service, () => complete(journey), 'wrong-state')
  },
)

t.test(
  '201: confirmed by that tier, it is done, and the next review is set; nothing is taken away by it',
  async (t) => {
    const journey = await withPreventive()
    await complete(journey)
    const { ok } = await confirm(journey, journey.teamManager, true, 'She is there every night.')
    t.match(ok, {
      review: {
        status: 'done',
        route: { confirmed: true, words: 'She is there every night.', byName: 'Quillon team manager' },
      },
      nextReview: { kind: 'routine', dueOn: '2027-11-24' },
    })
    t.match(await reviewOf(journey), { status: 'done', result: { finding: 'reduce' } })
    t.match(await caseOf(journey), { step: 'plan-to-change', tier: null, waitingFor: ['broker'] })
    t.match((await journey.broker.get(`/v1/cases/${journey.ids.caseId}/statement`)).ok, { agreedPence: 25_000 })
    await refused(t, service, () => confirm(journey, journey.teamManager), 'wrong-state')
  },
)

t.test('201: not confirmed, it goes back with the reason, and the review is done again', async (t) => {
  const journey = await withPreventive()
  await complete(journey)
  const { errors } = await refused(
    t,
    service,
    () => confirm(journey, journey.teamManager, false, null),
    'reason-required',
  )
  t.match(errors, [{ pointer: '/words' }])
  const words = 'Nights are better because of it.'
  t.match((await confirm(journey, journey.teamManager, false, words)).ok, {
    review: { status: 'scheduled', result: null, route: { confirmed: false, words } },
    nextReview: null,
  })
  t.match(await caseOf(journey), { step: 'review-scheduled', waitingFor: ['broker', 'care-coordinator'] })
  t.match((await complete(journey, {})).ok.review, { status: 'done', result: { finding: 'continue' } })
})

t.test('other findings, and reductions of what holds nothing back, are the care coordinator’s', async (t) => {
  for (const finding of ['continue', 'change', 'increase'] as const)
    t.match((await complete(await withPreventive(), { finding })).ok.review, { status: 'done', route: null }, finding)
  t.match((await complete(await withPreventive(false))).ok.review, { status: 'done', route: null })
})

t.test(
  '403: whoever is or was on the team does not confirm, whatever their role, nor does a delegate who is',
  async (t) => {
    const journey = await withPreventive()
    const promoted = service.as(anActor('team-manager', { sub: 'the-care-coordinator' }))
    const team = `/v1/cases/${journey.ids.caseId}/members`
    const former = aMember({ actorId: 'a-former-advocate', caseRole: 'advocate', organisationId: null })
    const { id } = (await journey.careCoordinator.post<{ id: string }>(team, former)).ok
    await remove(journey, id)
    await complete(journey)
    await refused(t, service, () => confirm(journey, promoted), 'decision-not-independent')
    const once = service.as(anActor('team-manager', { sub: 'a-former-advocate' }))
    await refused(t, service, () => confirm(journey, once), 'decision-not-independent')
    const delegation = {
      holderId: 'the-team-manager',
      holderName: 'Quillon team manager',
      tierRole: 'team-manager',
      organisationId: tenants.QYG.trustId,
      from: service.clock.today(),
      until: '2027-04-30',
    }
    for (const delegateId of ['the-care-coordinator', 'another-coordinator', 'the-machine'])
      await journey.officer.post('/v1/delegations', { ...delegation, delegateId, delegateName: 'Quillon Delegate' })
    await refused(t, service, () => confirm(journey, journey.careCoordinator), 'decision-not-independent')
    await refused(t, service, () => confirm(journey, service.as('machine')), 'permission-missing', 'nor does a system')
    const delegate = service.as(anActor('care-coordinator', { sub: 'another-coordinator' }))
    t.equal((await confirm(journey, delegate)).status, 201)
  },
)

t.test(
  'a finding that waits has a clock with the days of the tier, seen by the person, and is reported once late',
  async (t) => {
    const journey = await withPreventive()
    await complete(journey)
    const clock = async () => (await caseOf(journey)).clocks.find(({ kind }) => kind === 'finding-decision')
    t.match(await clock(), { workingDays: 5, dueOn: '2026-12-01', breached: false, stoppedOn: null })
    t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
    service.clock.set('2026-12-02T09:30:00Z')
    const entries = await audited(service, async () => {
      await sweep(service)
      await sweep(service)
    })
    const late = entries.filter((entry) => entry.case_id === journey.ids.caseId)
    t.match(late, [{ type: 'case.step-late', facts: { clock: 'finding-decision', tier: 'team-manager' } }])
    t.equal(late.length, 1)
    t.match(await clock(), { breached: true })
    t.same((await caseOf(journey)).waitingFor, ['broker', 'team-manager', 'commissioner-officer'])
    await confirm(journey, journey.teamManager, false)
    t.match(await clock(), { stoppedOn: '2026-12-02', breached: true })
    t.same((await caseOf(journey)).waitingFor, ['broker', 'care-coordinator'])
  },
)

t.test('of two who say different things at once, one is heard', async (t) => {
  const journey = await withPreventive()
  await complete(journey)
  const second = service.as(anActor('team-manager', { sub: 'second-manager' }))
  const answers = await Promise.all([confirm(journey, journey.teamManager), confirm(journey, second, false)])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409])
})

t.test('404: a review that is not there, or not for these eyes', async (t) => {
  const journey = await withPreventive()
  await complete(journey)
  const elsewhere = service.as(anActor('team-manager', { sub: 'elsewhere', organisation: 'RW5' }))
  await refused(t, service, () => confirm(journey, elsewhere), 'not-found')
  const body = { confirmed: true, words: null }
  await refused(
    t,
    service,
    () => journey.teamManager.post(`/v1/reviews/${unknownId()}/confirmation`, body),
    'not-found',
  )
})

t.test('an agreed end stops every clock of the case', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const review = await journey.person.post<Review>(`/v1/cases/${journey.ids.caseId}/reviews`, {
    kind: 'requested',
    dueOn: service.clock.today(),
  })
  const saidFor = aSaidFor({ saidOn: service.clock.today() })
  const personAgreement = { on: service.clock.today(), words: 'I do not need it any more.', saidFor }
  const body = aReviewCompletion({ finding: 'end', personAgreement, reasons: [aReason] })
  await journey.careCoordinator.post(`/v1/reviews/${review.ok.id}/completion`, body)
  await coolOff(service)
  t.ok((await caseOf(journey)).clocks.every(({ stoppedOn }) => stoppedOn !== null))
})
