import t from 'tap'
import type { CaseView, Task, TimelineEntry } from '../../src/cases/schemas.ts'
import { lodge, refusedPlan } from '../appeals/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { change, withinLimit } from '../sign-off/acts.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { aCase } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { sendsLate } from '../support/late.ts'
import { aPlan, aPlanLine, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.beforeEach(() => at('2026-11-24'))

const caseOf = async (journey: Journey, client = journey.person) =>
  (await client.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
const tasksOf = async (journey: Journey, client: Client) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(
    ({ caseId }) => caseId === journey.ids.caseId,
  )
const timelineOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: TimelineEntry[] }>(`/v1/cases/${ids.caseId}/timeline?limit=100`)).ok.items

t.test(
  'consent withdrawn: the case waits for the care coordinator, in their tasks, and the timeline tells who left',
  async (t) => {
    const journey = await journeyTo(service, 'budget-disclosed')
    t.same((await caseOf(journey)).waitingFor, ['broker'])
    await journey.person.post(`/v1/consents/${journey.ids.consentId}/withdrawal`)
    t.same((await caseOf(journey)).waitingFor, ['care-coordinator'])
    t.equal((await tasksOf(journey, journey.careCoordinator)).length, 1)
    t.match(
      (await timelineOf(journey)).filter(({ type }) => type === 'case.member-left'),
      [{ subjectId: journey.ids.memberId, facts: { caseRole: 'broker' } }],
    )
  },
)

t.test(
  'consent withdrawn while only the broker has yet to sign: the care coordinator can withdraw the plan and plan anew',
  async (t) => {
    const journey = await journeyTo(service, 'plan-submitted', withinLimit)
    const sign = (client: Client, caseRole: string) =>
      client.post(`/v1/support-plans/${journey.ids.supportPlanId}/signatures`, {
        caseRole,
        how: 'online',
        contentHash: journey.ids.contentHash,
      })
    await sign(journey.person, 'person')
    await sign(journey.careCoordinator, 'care-coordinator')
    await journey.person.post(`/v1/consents/${journey.ids.consentId}/withdrawal`)
    t.same((await caseOf(journey)).waitingFor, ['care-coordinator'])
    t.match(await tasksOf(journey, journey.careCoordinator), [{ step: 'broker-missing', clock: 'signing' }])
    t.equal(
      (await journey.careCoordinator.post(`/v1/support-plans/${journey.ids.supportPlanId}/withdrawal`)).status,
      200,
    )
    const again = await journey.careCoordinator.post(
      `/v1/cases/${journey.ids.caseId}/support-plans`,
      aPlan(withinLimit.wish),
    )
    t.equal(again.status, 201)
  },
)

t.test(
  'a scheme that wants a broker’s signature, and no broker: the care coordinator plans, and a higher tier decides',
  async (t) => {
    const journey = await journeyTo(service, 'budget-disclosed', withinLimit)
    await journey.person.post(`/v1/consents/${journey.ids.consentId}/withdrawal`)
    const plan = (
      await journey.careCoordinator.post<{ id: string }>(
        `/v1/cases/${journey.ids.caseId}/support-plans`,
        aPlan(withinLimit.wish),
      )
    ).ok
    const path = `/v1/support-plans/${plan.id}`
    const { contentHash } = (await journey.careCoordinator.post<{ contentHash: string }>(`${path}/submission`)).ok
    const sign = (client: Client, caseRole: string) =>
      client.post<{ supportPlan: { status: string; tier: string } }>(`${path}/signatures`, {
        caseRole,
        how: 'online',
        contentHash,
      })
    await sign(journey.person, 'person')
    const { supportPlan } = (await sign(journey.careCoordinator, 'care-coordinator')).ok
    t.match(
      supportPlan,
      { status: 'awaiting-decision', tier: 'team-manager' },
      'who wrote the plan does not decide on it',
    )
    t.equal(
      (await journey.teamManager.post(`${path}/decision`, { outcome: 'agreed', contentHash, reasons: [] })).status,
      201,
    )
    // The money is held by an organisation that has nobody on the team: the care coordinator sees to it that somebody comes, and buys nothing in its place.
    t.same((await caseOf(journey)).waitingFor, ['care-coordinator', 'person', 'commissioner-officer'])
    const { lines } = (
      await journey.person.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${journey.ids.caseId}/statement`)
    ).ok
    await agreeOnLine(journey, lines[0]?.planLineId)
    const buy = () =>
      journey.careCoordinator.post(`/v1/plan-lines/${lines[0]?.planLineId}/purchases`, {
        amountPence: 100,
        payee: 'City Drum Shop',
        bought: 'Sticks',
        boughtOn: '2026-11-24',
        instrument: 'broker-held-card',
      })
    await refused(t, service, buy, 'case-role-required')
  },
)

t.test(
  'an overdue review is late in the case, in the task of who owes it, to the commissioner and in the timeline',
  async (t) => {
    const journey = await journeyTo(service, 'purchase-made')
    const { items } = (
      await journey.person.get<{ items: { dueOn: string }[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)
    ).ok
    const due = items[0]?.dueOn ?? ''
    at(due)
    await sweep(service)
    t.match(await tasksOf(journey, journey.careCoordinator), [{ step: 'review-scheduled', dueOn: due, late: false }])
    t.same(await tasksOf(journey, journey.officer), [])
    service.clock.advance({ days: 1 })
    await sweep(service)
    t.match(
      (await caseOf(journey)).clocks.filter(({ kind }) => kind === 'review'),
      [{ dueOn: due, breached: true, stoppedOn: null }],
    )
    t.match(await tasksOf(journey, journey.careCoordinator), [{ step: 'review-scheduled', dueOn: due, late: true }])
    t.match(await tasksOf(journey, journey.officer), [{ step: 'step-late', clock: 'review', dueOn: due, late: true }])
    t.match((await timelineOf(journey))[0], { type: 'case.step-late', facts: { clock: 'review' } })
  },
)

t.test('every step that staff owe is late once its days are over, and then no longer once it is done', async (t) => {
  for (const [pathwayStep, kind, day, then] of sendsLate) {
    at('2026-11-24')
    const journey = await journeyTo(service, pathwayStep)
    at(day)
    await sweep(service)
    t.match(
      (await caseOf(journey)).clocks.filter((clock) => clock.kind === kind).at(-1),
      { breached: true, stoppedOn: null },
      kind,
    )
    t.match(await tasksOf(journey, journey.officer), [{ clock: kind, late: true }], `${kind}: the commissioner is told`)
    await journey.on(then)
    t.notOk(
      (await tasksOf(journey, journey.officer)).some(({ clock }) => clock === kind),
      `${kind}: no longer`,
    )
  }
})

t.test(
  'an appeal during a review, a changed plan and what is spent wait beside each other, each with its own day',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service, withinLimit)
    await lodge(journey.person, decisionId)
    const officer = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))
    t.match(await tasksOf(journey, officer), [{ subject: 'appeal', step: 'appeal-to-decide', dueOn: '2026-12-22' }])
    t.match((await caseOf(journey)).waits, [
      { subject: 'case', party: 'person', step: 'plan-refused', clock: null },
      { subject: 'appeal', step: 'appeal-to-decide' },
      { subject: 'appeal', step: 'appeal-to-decide' },
    ])
    const spending = await journeyTo(service, 'purchase-made')
    await spending.broker.post(`/v1/cases/${spending.ids.caseId}/support-plans`, aPlan())
    t.match(
      await caseOf(spending),
      { stage: 'spending', step: 'budget-active' },
      'a draft takes nobody out of spending',
    )
    t.match(await tasksOf(spending, spending.broker), [
      { subject: 'support-plan', step: 'plan-drafted', clock: 'planning' },
      { subject: 'support-plan', step: 'budget-active', clock: null },
    ])
  },
)

t.test('a finding goes up while a changed plan is on its way: each waits for its own', async (t) => {
  const drafted = await journeyTo(service, 'plan-drafted')
  await change(drafted, { lines: [aPlanLine({ preventive: true, holdsBack: 'Nights in crisis' })] })
  const journey = await drafted.on('purchase-made')
  await journey.broker.post(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan())
  const found = {
    finding: 'reduce' as const,
    preventiveEvidence: 'A sister has moved in.',
    preventiveBecause: 'moved-to-other-support',
    reasons: [aReason],
  }
  const done = await journey.careCoordinator.post(
    `/v1/reviews/${journey.ids.reviewId}/completion`,
    aReviewCompletion(found),
  )
  t.equal(done.status, 201)
  t.match(await caseOf(journey), { step: 'finding-to-confirm', tier: 'team-manager' })
  t.match(await tasksOf(journey, journey.teamManager), [{ subject: 'review', step: 'finding-to-confirm' }])
  t.ok((await tasksOf(journey, journey.broker)).some(({ step }) => step === 'plan-drafted'))
})

t.test('a case that a trust’s system opened with an empty team is the team manager’s', async (t) => {
  const { ids, careCoordinator } = await journeyTo(service, 'person-registered')
  const person = (
    await careCoordinator.post<{ id: string }>('/v1/people', {
      nhsNumber: null,
      givenName: 'Nobody',
      familyName: 'Yet',
      bornOn: '1990-05-17',
      ethnicCategory: 'A',
      language: 'en',
      interpreterNeeded: false,
      communicationNeeds: null,
    })
  ).ok
  t.ok(ids.personId)
  const opened = (await service.as(aMachine()).post<CaseView>('/v1/cases', aCase(person.id))).ok
  t.same(opened.waitingFor, ['team-manager'])
  const { items } = (await service.as('team-manager').get<{ items: Task[] }>('/v1/tasks?limit=100')).ok
  t.match(
    items.filter(({ caseId }) => caseId === opened.id),
    [{ waitingFor: 'team-manager', step: 'case-opened' }],
  )
})

t.test('a draft that was begun and given up is withdrawn, and the case is where it was', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const before = await caseOf(journey)
  const draft = (await journey.broker.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan())).ok
  const answer = await journey.broker.post<{ status: string }>(`/v1/support-plans/${draft.id}/withdrawal`)
  t.match(answer.ok, { status: 'withdrawn' })
  const after = await caseOf(journey)
  t.same([after.step, after.waitingFor], [before.step, before.waitingFor])
  t.equal((await journey.broker.post(`/v1/support-plans/${draft.id}/withdrawal`)).problem.code, 'wrong-state')
  t.equal(
    (await journey.broker.post(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan())).status,
    201,
    'another can be begun',
  )
})

t.test('who signs in no longer is waited for no longer: their care coordinator hears the person', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const waitingFor = async () =>
    (await journey.careCoordinator.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok.waitingFor
  t.same(await waitingFor(), ['person', 'care-coordinator'])
  t.equal((await journey.person.post(`/v1/sign-ins/${journey.ids.signInId}/ending`)).status, 200)
  t.same(await waitingFor(), ['care-coordinator'])
})
