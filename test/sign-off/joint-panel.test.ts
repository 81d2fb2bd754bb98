import t from 'tap'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { aPlanLine, aReason } from '../support/road-builders.ts'
import { signedPlan, submittedPlan, toldBudget } from '../support/scheme-road.ts'
import { startService } from '../support/service.ts'
import { decide, escalateTo, mdtMembers, overLimit, pathOf, readRoute, vote } from './acts.ts'

const service = await startService(t)
const council = service.as('local-authority-officer')
const peer = service.as('lived-experience-member')
const seatOfCouncil = {
  holderId: 'the-local-authority-officer',
  holderName: 'Quillon council',
  standing: 'local-authority-officer',
  organisationId: null,
  from: '2026-11-24',
  until: '2026-11-30',
}
const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const

/** A plan of two lines under section 117, signed, with its identifiers where the acts on a plan look for them. */
async function aftercare(): Promise<Journey> {
  const the = await journeyTo(service, 'assessment-completed', { scheme: 'section-117' })
  await toldBudget(the, { method: 'required-services', services: [{ service: 'social-care-day', units: 50 }] })
  const lines = [
    aPlanLine({ ...notional, amountPence: 100_000 }),
    aPlanLine({ ...notional, key: 'mattress', amountPence: 15_000 }),
  ]
  const plan = await signedPlan(the, await submittedPlan(the, the.careCoordinator, lines))
  return { ...the, ids: { ...the.known, supportPlanId: plan.id, contentHash: plan.contentHash } as Journey['ids'] }
}

t.test(
  'both bodies, unanimous: the council sees it while it is there, and one body alone decides nothing',
  async (t) => {
    const the = await aftercare()
    t.match(await readRoute(the), { decides: 'joint-panel', votes: { quorate: false, unanimous: true } })
    t.equal((await council.get(pathOf(the))).status, 200)
    await vote(the, the.officer)
    await refused(t, service, () => decide(the, the.officer), 'quorum-missing')
    await refused(t, service, () => vote(the, the.officer), 'already-voted')
    t.match((await vote(the, council)).ok.votes, { agreeing: 2, quorate: false })
    await refused(t, service, () => decide(the, council), 'quorum-missing', 'nobody with lived experience has voted')
    t.match((await vote(the, peer)).ok.votes, { agreeing: 3, livedExperience: 1, quorate: true })
    t.equal((await decide(the, council)).status, 201)
    t.equal((await council.get(pathOf(the))).status, 200, 'whoever decided can read on')
    const colleague = service.as(anActor('local-authority-officer', { sub: 'another-of-the-council' }))
    t.equal((await colleague.get(pathOf(the))).status, 404, 'nobody else of the council')
  },
)

t.test('each body agrees to what it agrees to: a line that one of them does not agree to is refused', async (t) => {
  const the = await aftercare()
  const reason = { ...aReason, code: 'cost-not-explained', line: 'mattress' }
  await vote(the, the.officer, true, { exceptLines: ['mattress'], reasons: [reason] })
  await vote(the, council)
  await vote(the, peer)
  const lines = [
    { line: 'drum-kit', outcome: 'agreed' },
    { line: 'mattress', outcome: 'refused' },
  ]
  await refused(t, service, () => decide(the, council), 'panel-decides-by-vote')
  const { ok } = await decide(the, council, 'agreed-in-part', { lines, reasons: [reason] })
  t.match(ok, { decision: { outcome: 'agreed-in-part', tier: 'joint-panel' }, supportPlan: { agreedPence: 100_000 } })
})

/** The council's usual officer names a deputy. */
async function councilDeputy(sub: string): Promise<Client> {
  const deputy = anActor('local-authority-officer', { sub, roles: ['panel-member'], name: 'Quillon Deputy' })
  const body = { ...seatOfCouncil, deputyId: sub, deputyName: 'Quillon Deputy' }
  t.equal((await council.post('/v1/deputyships', body)).status, 201)
  return service.as(deputy)
}

t.test(
  'where the council’s deputy voted and then declares a conflict, the council votes: the seat is not lost',
  async (t) => {
    const the = await aftercare()
    const deputy = await councilDeputy('a-conflicted-deputy')
    await vote(the, the.officer)
    await vote(the, peer)
    t.match((await vote(the, deputy)).ok.votes, { agreeing: 3, quorate: true })
    await refused(t, service, () => vote(the, council), 'already-voted')
    await deputy.post(pathOf(the, '/conflicts-of-interest'), { words: 'I know the seller.' })
    t.match(await readRoute(the), { votes: { agreeing: 2, quorate: false } })
    await refused(t, service, () => vote(the, deputy), 'decision-not-independent')
    const answers = await Promise.all([vote(the, council), vote(the, await councilDeputy('another-deputy'))])
    t.same(answers.map((answer) => answer.status).sort(), [201, 409], 'once')
    await refused(t, service, () => vote(the, council), 'already-voted')
    t.match(await readRoute(the), { votes: { agreeing: 3, quorate: true } })
    t.equal((await decide(the, the.officer)).status, 201)
  },
)

t.test('where the council itself has the conflict, what its deputy voted does not count either', async (t) => {
  const the = await aftercare()
  const deputy = await councilDeputy('a-third-deputy')
  await vote(the, deputy)
  await council.post(pathOf(the, '/conflicts-of-interest'), { words: 'I know the seller.' })
  t.match(await readRoute(the), { votes: { agreeing: 0 } })
  await refused(t, service, () => vote(the, deputy), 'decision-not-independent')
})

t.test('a deputy of the council votes for the council, whoever names them: the NHS cannot', async (t) => {
  const the = await aftercare()
  const deputy = anActor('local-authority-officer', {
    sub: 'council-deputy',
    roles: ['panel-member'],
    name: 'Quillon Deputy',
  })
  const body = { ...seatOfCouncil, deputyId: deputy.sub, deputyName: deputy.name }
  await refused(t, service, () => the.officer.post('/v1/deputyships', body), 'capacity-missing')
  t.equal((await service.as(deputy).get(pathOf(the))).status, 404)
  t.equal((await council.post('/v1/deputyships', body)).status, 201)
  await vote(the, the.officer)
  await vote(the, peer)
  t.match((await vote(the, service.as(deputy))).ok.votes, { agreeing: 3, quorate: true })
  await refused(t, service, () => vote(the, council), 'already-voted', 'the seat has voted')
  t.match((await decide(the, service.as(deputy))).ok.decision, { inPlaceOfName: 'Quillon council' })
})

t.test('any: where one vote is enough, the first member decides; number: not before so many have voted', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting')
  const [one, two] = mdtMembers(the)
  if (!one || !two) throw new Error('the meeting has two members')
  await vote(the, one)
  await refused(t, service, () => decide(the, one), 'quorum-missing')
  await vote(the, two)
  t.equal((await decide(the, one)).status, 201)

  const { tiers } = (
    await the.officer.get<{ items: { code: string; rules: Pick<SchemeRules, 'tiers'> }[] }>('/v1/schemes?limit=100')
  ).ok.items.find(({ code }) => code === 'merseyside-one-off')?.rules ?? { tiers: [] }
  const oneVote = { kind: 'any', members: 1, livedExperience: 0 } as const
  const changed = tiers.map((tier) => (tier.tier === 'mdt-meeting' ? { ...tier, quorum: oneVote } : tier))
  await published(service, service.clock.today(), { tiers: changed })
  const other = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting')
  await refused(t, service, () => decide(other, one), 'quorum-missing', 'a meeting decides by a vote, be it one')
  await vote(other, one)
  t.equal((await decide(other, one)).status, 201)
})
