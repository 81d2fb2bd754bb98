import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { BrokerageTimeRecorded } from '../../src/brokerage/schemas.ts'
import type { StaffMember } from '../../src/staff/schemas.ts'
import { hear } from '../panel-meetings/acts.ts'
import { anActor } from '../support/actors.ts'
import { aConsent, aMember } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { enrolledCouncil } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { decision, signedPlan, submittedPlan, toldBudget, vote } from '../support/scheme-pathway.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
await enrolledCouncil(service, 'section-117')
const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const

t.test(
  'kent (S3, Project SWAP): a peer broker, five hours for one person, counted and warned, and not a minute more',
  async (t) => {
    const journey = await journeyTo(service, 'budget-disclosed', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
    const spend = (minutes: number, task = 'planning') =>
      journey.broker.post<Static<typeof BrokerageTimeRecorded>>(`/v1/cases/${journey.ids.caseId}/brokerage-time`, {
        task,
        minutes,
        workedOn: service.clock.today(),
      })
    t.match((await spend(120, 'information')).ok.balance, { leftMinutes: 180, nearlySpent: false })
    t.match((await spend(120)).ok.balance, { leftMinutes: 60, nearlySpent: true })
    t.match((await spend(61)).problem, {
      code: 'brokerage-time-exceeded',
      detail: 'There are 300 minutes for one person, all brokers together; 60 are left',
    })
    t.match((await spend(60, 'research')).ok.balance, { spentMinutes: 300, leftMinutes: 0 })
    t.equal((await spend(1)).problem.code, 'brokerage-time-exceeded')
    t.match((await spend(-15)).ok.balance, { leftMinutes: 15 }, 'a correction is an entry of its own')
    t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}/brokerage-balance`)).ok, { spentMinutes: 285 })

    const submitted = await submittedPlan(journey, journey.broker, [aPlanLine({ amountPence: 30_000 })])
    t.match((await decision(journey.careCoordinator, await signedPlan(journey, submitted))).ok.supportPlan, {
      status: 'agreed',
    })
  },
)

t.test(
  'kent: no broker joins who is not registered as a peer, who has used services too, and trained as one',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened', { scheme: 'kent-peer-brokerage' })
    const { personId, caseId } = journey.ids
    await journey.person.post(`/v1/people/${personId}/consents`, aConsent())
    const registered = async (actorId: string, more: object = {}) => {
      const member = { actorId, organisationId: tenants.QYG.brokerageId, name: 'Quillon Broker', ...more }
      const { id } = (await journey.officer.post<StaffMember>('/v1/staff-members', member)).ok
      const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
      return (await second.post<StaffMember>(`/v1/staff-members/${id}/accounts/confirmation`, { actorId })).ok
    }
    const add = (actorId: string) => () =>
      journey.careCoordinator.post(`/v1/cases/${caseId}/members`, aMember({ actorId }))
    t.equal((await registered('no-peer')).peer, false)
    t.match((await refused(t, service, add('no-peer'), 'reference-unknown')).errors, [{ pointer: '/actorId' }])
    const peer = await registered('a-peer', { peer: true })
    t.equal(peer.peer, true)
    await refused(t, service, add('a-peer'), 'broker-unqualified', 'Project SWAP has not trained them yet')
    const course = { course: 'peer-brokerage', level: null, awardingBody: 'Project SWAP' }
    const days = { awardedOn: '2026-05-04', expiresOn: null }
    void (await journey.officer.post(`/v1/staff-members/${peer.id}/broker-qualifications`, { ...course, ...days })).ok
    t.equal((await add('a-peer')()).status, 201)
  },
)

t.test(
  'section 117: a right to have, without charge, decided by health and council together or not at all',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'section-117' })
    const { calculation } = await toldBudget(journey, {
      method: 'required-services',
      services: [{ service: 'social-care-day', units: 101 }],
    })
    // 101 days at £62.00, and 2 % for prices that have risen; an odd penny goes to the first.
    t.equal(calculation.amountPence, 638_724)
    t.same(calculation.shares, [
      { funder: 'commissioner', amountPence: 319_362 },
      { funder: 'local-authority', amountPence: 319_362 },
    ])

    const submitted = await submittedPlan(journey, journey.careCoordinator, [
      aPlanLine({ ...notional, amountPence: 400_000 }),
    ])
    t.same(
      submitted.route.signatures.map((signature) => signature.caseRole),
      ['person', 'care-coordinator'],
    )
    const signed = await signedPlan(journey, submitted)
    t.equal(signed.tier, 'joint-panel')

    const council = service.as('local-authority-officer')
    await hear({ ...journey, ids: { ...journey.known, supportPlanId: signed.id } })
    await vote(journey.officer, signed)
    await vote(service.as(anActor('commissioner-officer', { sub: 'a-second-officer' })), signed)
    t.equal(
      (await decision(journey.officer, signed)).problem.code,
      'quorum-missing',
      'two of one body are not two bodies',
    )
    t.match((await vote(council, signed)).ok.votes, { agreeing: 3, quorate: false, unanimous: true })
    t.equal((await decision(council, signed)).problem.code, 'quorum-missing', 'a panel needs lived experience (S2)')
    await vote(service.as('lived-experience-member'), signed)
    t.match((await decision(council, signed)).ok.decision, { tier: 'joint-panel', outcome: 'agreed' })
  },
)

t.test('section 117: one body against the other carries neither agreement nor refusal', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'section-117' })
  await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 50 }] })
  const signed = await signedPlan(
    journey,
    await submittedPlan(journey, journey.careCoordinator, [aPlanLine({ ...notional, amountPence: 100_000 })]),
  )
  const reason = { code: 'cost-not-explained', whatWouldChange: 'Say what a day costs.' }
  await hear({ ...journey, ids: { ...journey.known, supportPlanId: signed.id } })
  await vote(journey.officer, signed)
  await vote(service.as('lived-experience-member'), signed)
  await service
    .as('local-authority-officer')
    .post(`/v1/support-plans/${signed.id}/votes`, { agrees: false, contentHash: signed.contentHash, reasons: [reason] })
  t.equal((await decision(journey.officer, signed)).problem.code, 'panel-decides-by-vote')
  t.equal(
    (await decision(journey.officer, signed, { outcome: 'refused', reasons: [reason] })).problem.code,
    'panel-decides-by-vote',
  )
  t.match((await decision(journey.officer, signed, { outcome: 'returned', reasons: [reason] })).ok.supportPlan, {
    status: 'returned',
  })
})
