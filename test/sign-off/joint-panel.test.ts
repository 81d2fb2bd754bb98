import t from 'tap'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { hear } from '../panel-meetings/acts.ts'
import { anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aReason } from '../support/pathway-builders.ts'
import { enrolledCouncil, published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { decide, escalateTo, mdtMembers, overLimit, pathOf, readRoute, vote } from './acts.ts'

const service = await startService(t)
const council = service.as('local-authority-officer')
const officer = service.as('commissioner-officer')
const councils = `/v1/schemes/${tenants.QYG.schemes['section-117']}/councils`
await enrolledCouncil(service, 'section-117')
const peer = service.as('lived-experience-member')
const seatOfCouncil = {
  holderId: 'the-local-authority-officer',
  holderName: 'Quillon council',
  tierRole: 'local-authority-officer',
  organisationId: null,
  from: '2026-11-24',
  until: '2026-11-30',
}
const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const

/** A plan of two lines under section 117, signed, with its identifiers where the acts on a plan look for them. */
async function aftercare(): Promise<Journey> {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'section-117' })
  await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 50 }] })
  const lines = [
    aPlanLine({ ...notional, amountPence: 100_000 }),
    aPlanLine({ ...notional, key: 'mattress', amountPence: 15_000 }),
  ]
  const plan = await signedPlan(journey, await submittedPlan(journey, journey.careCoordinator, lines))
  const ids = { ...journey.known, supportPlanId: plan.id, contentHash: plan.contentHash } as Journey['ids']
  await hear({ ...journey, ids })
  return { ...journey, ids }
}

t.test(
  'both bodies, unanimous: the council sees it while it is there, and one body alone decides nothing',
  async (t) => {
    const journey = await aftercare()
    t.match(await readRoute(journey), { decides: 'joint-panel', votes: { quorate: false, unanimous: true } })
    t.equal((await council.get(pathOf(journey))).status, 200)
    await vote(journey, journey.officer)
    await refused(t, service, () => decide(journey, council), 'quorum-missing')
    await refused(t, service, () => vote(journey, journey.officer), 'already-voted')
    t.match((await vote(journey, council)).ok.votes, { agreeing: 2, quorate: false })
    await refused(
      t,
      service,
      () => decide(journey, council),
      'quorum-missing',
      'nobody with lived experience has voted',
    )
    t.match((await vote(journey, peer)).ok.votes, { agreeing: 3, livedExperience: 1, quorate: true })
    t.equal((await decide(journey, council)).status, 201)
    t.equal((await council.get(pathOf(journey))).status, 200, 'whoever decided can read on')
  },
)

t.test('each body agrees to what it agrees to: a line that one of them does not agree to is refused', async (t) => {
  const journey = await aftercare()
  const reason = { ...aReason, code: 'cost-not-explained', line: 'mattress' }
  await vote(journey, journey.officer, true, { exceptLines: ['mattress'], reasons: [reason] })
  await vote(journey, council)
  await vote(journey, peer)
  const lines = [
    { line: 'drum-kit', outcome: 'agreed' },
    { line: 'mattress', outcome: 'refused' },
  ]
  await refused(t, service, () => decide(journey, council), 'panel-decides-by-vote')
  const { ok } = await decide(journey, council, 'agreed-in-part', { lines, reasons: [reason] })
  t.match(ok, { decision: { outcome: 'agreed-in-part', tier: 'joint-panel' }, supportPlan: { agreedPence: 100_000 } })
})

/** The council's usual officer names a delegate. */
async function councilDelegate(sub: string): Promise<Client> {
  const delegate = anActor('local-authority-officer', { sub, roles: ['panel-member'], name: 'Quillon Delegate' })
  const body = { ...seatOfCouncil, delegateId: sub, delegateName: 'Quillon Delegate' }
  t.equal((await council.post('/v1/delegations', body)).status, 201)
  return service.as(delegate)
}

t.test(
  'where the council’s delegate voted and then declares a conflict, the council votes: the seat is not lost',
  async (t) => {
    const journey = await aftercare()
    const delegate = await councilDelegate('a-conflicted-delegate')
    await vote(journey, journey.officer)
    await vote(journey, peer)
    t.match((await vote(journey, delegate)).ok.votes, { agreeing: 3, quorate: true })
    await refused(t, service, () => vote(journey, council), 'already-voted')
    await delegate.post(pathOf(journey, '/conflicts-of-interest'), { words: 'I know the seller.' })
    t.match(await readRoute(journey), { votes: { agreeing: 2, quorate: false } })
    await refused(t, service, () => vote(journey, delegate), 'decision-not-independent')
    const answers = await Promise.all([
      vote(journey, council),
      vote(journey, await councilDelegate('another-delegate')),
    ])
    t.same(answers.map((answer) => answer.status).sort(), [201, 409], 'once')
    await refused(t, service, () => vote(journey, council), 'already-voted')
    t.match(await readRoute(journey), { votes: { agreeing: 3, quorate: true } })
    t.equal((await decide(journey, journey.officer)).status, 201)
  },
)

t.test('where the council itself has the conflict, what its delegate voted does not count either', async (t) => {
  const journey = await aftercare()
  const delegate = await councilDelegate('a-third-delegate')
  await vote(journey, delegate)
  await council.post(pathOf(journey, '/conflicts-of-interest'), { words: 'I know the seller.' })
  t.match(await readRoute(journey), { votes: { agreeing: 0 } })
  await refused(t, service, () => vote(journey, delegate), 'decision-not-independent')
})

t.test('a delegate of the council votes for the council, whoever names them: the NHS cannot', async (t) => {
  const journey = await aftercare()
  const delegate = anActor('local-authority-officer', {
    sub: 'council-delegate',
    roles: ['panel-member'],
    name: 'Quillon Delegate',
  })
  const body = { ...seatOfCouncil, delegateId: delegate.sub, delegateName: delegate.name }
  await refused(t, service, () => journey.officer.post('/v1/delegations', body), 'case-role-required')
  t.equal((await service.as(delegate).get(pathOf(journey))).status, 404)
  t.equal((await council.post('/v1/delegations', body)).status, 201)
  await vote(journey, journey.officer)
  await vote(journey, peer)
  t.match((await vote(journey, service.as(delegate))).ok.votes, { agreeing: 3, quorate: true })
  await refused(t, service, () => vote(journey, council), 'already-voted', 'the seat has voted')
  t.match((await decide(journey, service.as(delegate))).ok.decision, { inPlaceOfName: 'Quillon council' })
})

t.test('any: where one vote is enough, another member decides; number: not before so many have voted', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting')
  const [one, two] = mdtMembers(journey)
  if (!one || !two) throw new Error('the meeting has two members')
  await vote(journey, one)
  await refused(t, service, () => decide(journey, two), 'quorum-missing')
  await vote(journey, two)
  t.equal((await decide(journey, one)).status, 201)

  const { tiers } = (
    await journey.officer.get<{ items: { code: string; rules: Pick<SchemeRules, 'tiers'> }[] }>('/v1/schemes?limit=100')
  ).ok.items.find(({ code }) => code === 'merseyside-one-off')?.rules ?? { tiers: [] }
  const oneVote = { kind: 'any', members: 1, livedExperience: 0 } as const
  const changed = tiers.map((tier) => (tier.tier === 'mdt-meeting' ? { ...tier, quorum: oneVote } : tier))
  await published(service, service.clock.today(), { tiers: changed })
  const other = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting')
  await refused(t, service, () => decide(other, two), 'quorum-missing', 'a meeting decides by a vote, be it one')
  await vote(other, one)
  await refused(t, service, () => decide(other, one), 'decision-not-independent', 'two people for every pound')
  t.equal((await decide(other, two)).status, 201)
})

t.test('nobody has the seat of the council until one is enrolled, and then that council alone', async (t) => {
  const { id } = (await council.get<{ items: { id: string }[] }>(councils)).ok.items[0] ?? { id: '' }
  t.equal((await officer.post(`/v1/scheme-councils/${id}/ending`)).status, 200)
  const delegate = await councilDelegate('a-delegate-without-seat')
  const journey = await aftercare()
  const waits = async () =>
    (await officer.get<{ waits: { party: string; step: string }[] }>(`/v1/cases/${journey.ids.caseId}`)).ok.waits.map(
      ({ party, step }) => `${party} ${step}`,
    )
  await officer.post('/v1/organisations', anOrganisation({ code: 'LA7', name: 'Dee Council', kind: 'local-authority' }))
  const another = service.as(anActor('local-authority-officer', { sub: 'of-another-council', organisation: 'LA7' }))
  for (const client of [council, another, delegate]) t.equal((await client.get(pathOf(journey))).status, 404)
  t.same(await waits(), ['commissioner-officer plan-without-decider', 'lived-experience-member plan-signed'])
  const sitsElsewhere = anActor('local-authority-officer', {
    sub: 'council-and-peer',
    organisation: 'LA7',
    roles: ['local-authority-officer', 'lived-experience-member'],
  })
  await vote(journey, officer)
  t.match((await vote(journey, service.as(sitsElsewhere))).ok.votes, { quorate: false }, 'a peer, and not the council')
  await enrolledCouncil(service, 'section-117')
  t.same((await waits()).sort(), [
    'commissioner-officer plan-signed',
    'lived-experience-member plan-signed',
    'local-authority-officer plan-signed',
  ])
  t.equal((await another.get(pathOf(journey))).status, 404, 'no other council')
  t.match((await vote(journey, council)).ok.votes, { agreeing: 3, quorate: true })
  t.equal((await decide(journey, council)).status, 201)
})
