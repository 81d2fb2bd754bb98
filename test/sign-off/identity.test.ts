import t from 'tap'
import { anActor } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { decision, signedPlan, submittedPlan, vote } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'
import { confirmIdentity, unconfirmIdentity } from '../support/sign-in.ts'
import { sameHuman } from '../support/staff.ts'
import { decide, readRoute, withinLimit } from './acts.ts'

const service = await startService(t)
const manager = (sub: string) => service.as(anActor('team-manager', { sub }))

t.test(
  'a ghost: money for somebody whom nobody independent has confirmed goes up a tier, and the route says so',
  async (t) => {
    const journey = await journeyTo(service, 'plan-submitted', withinLimit)
    t.equal((await readRoute(journey)).decides, 'care-coordinator')
    await unconfirmIdentity(journey)
    const preview = await readRoute(journey)
    t.equal(preview.decides, 'team-manager')
    t.match(preview.sentence, /Nobody independent has confirmed yet who the person is\. So the team manager decides/)
    await journey.on('plan-signed')
    t.match((await readRoute(journey)).arrivals, [
      { tier: 'team-manager', because: 'identity-unconfirmed', sentence: preview.sentence },
    ])
    await refused(t, service, () => decide(journey, journey.careCoordinator), 'not-the-decider')
    t.equal((await decide(journey, journey.teamManager)).status, 201)
  },
)

t.test('what was confirmed when the plan came, and is not any more, is not agreed to below', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await unconfirmIdentity(journey)
  await refused(t, service, () => decide(journey, journey.careCoordinator), 'not-the-decider')
  t.equal((await confirmIdentity(journey, journey.ids.personId)).status, 201)
  t.equal((await decide(journey, journey.careCoordinator)).status, 201)
})

t.test(
  'who confirmed the identity does not decide, votes for nothing, and no second account of theirs does',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_001) })
    const sole = manager('who-confirmed')
    t.equal((await confirmIdentity(journey, journey.ids.personId, {}, sole)).status, 201)
    await refused(t, service, () => decide(journey, sole), 'decision-not-independent')
    await sameHuman(service, 'who-confirmed-too', anActor('team-manager', { sub: 'who-confirmed' }))
    await refused(t, service, () => decide(journey, manager('who-confirmed-too')), 'decision-not-independent')
    t.equal((await decide(journey, journey.teamManager)).status, 201)
  },
)

t.test('whoever decided on a plan of the person is no independent witness of who they are', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_001) })
  t.equal((await decide(journey, journey.teamManager, 'returned')).status, 201)
  await refused(
    t,
    service,
    () => confirmIdentity(journey, journey.ids.personId, {}, journey.teamManager),
    'confirmer-not-independent',
  )
})

t.test('where no tier is above, two people who sit there decide together', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', {
    scheme: 'west-sussex-pooled',
    wish: { method: 'points' },
  })
  const at = `/v1/cases/${journey.ids.caseId}`
  const calculated = await journey.careCoordinator.post<{ id: string; amountPence: number }>(
    `${at}/budget-calculations`,
    { method: 'points' },
  )
  await journey.careCoordinator.post(`${at}/indicative-budget`, { budgetCalculationId: calculated.ok.id })
  await journey.careCoordinator.post(`${at}/indicative-budget/disclosure`, { how: 'in-person' })
  await unconfirmIdentity(journey)
  const submitted = await submittedPlan(journey, journey.broker, [aPlanLine({ amountPence: 500_001 })])
  t.match(submitted.route.sentence, /Nobody above the team manager may decide, so two people decide there together\.$/)
  const plan = await signedPlan(journey, submitted)
  await refused(t, service, () => decision(journey.teamManager, plan), 'quorum-missing', 'one alone')
  t.equal((await vote(journey.teamManager, plan)).ok.votes?.quorate, false)
  await refused(
    t,
    service,
    () => decision(journey.teamManager, plan),
    'decision-not-independent',
    'one, who votes and decides',
  )
  t.equal((await vote(manager('a-second-manager'), plan)).ok.votes?.quorate, true)
  t.equal((await decision(journey.teamManager, plan)).status, 201)
})
