import t from 'tap'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import {
  change,
  decide,
  escalateTo,
  mdtMembers,
  overLimit,
  panelMembers,
  readRoute,
  sign,
  submit,
  vote,
  withinLimit,
} from './acts.ts'

const service = await startService(t)

async function atPanel() {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'risk-enablement-panel')
  const [lived = journey.person, second = journey.person, third = journey.person, fourth = journey.person] =
    panelMembers(journey, 4)
  return { journey, lived, second, third, fourth }
}
const deciding = (journey: Journey, client: Journey['person'], outcome: string) => () =>
  decide(journey, client, outcome)

t.test('201: a member votes on the text that stands, and sees how the panel stands', async (t) => {
  const { journey, lived, second } = await atPanel()
  const answer = await vote(journey, second)
  t.equal(answer.status, 201)
  const panel = { inPart: 0, quorate: false, unanimous: false }
  t.same(answer.ok.votes, { agreeing: 1, against: 0, livedExperience: 0, ...panel })
  t.same((await vote(journey, lived, false)).ok.votes, { agreeing: 1, against: 1, livedExperience: 1, ...panel })
})

t.test('S2: a panel without a member with lived experience decides nothing, however many vote', async (t) => {
  const { journey, lived, second, third, fourth } = await atPanel()
  for (const member of [second, third, fourth]) await vote(journey, member)
  for (const outcome of ['agreed', 'returned', 'refused'])
    await refused(t, service, deciding(journey, second, outcome), 'quorum-missing', outcome)
  await vote(journey, lived)
  t.match((await decide(journey, second)).ok.decision, { outcome: 'agreed', tier: 'risk-enablement-panel' })
})

t.test('S2: two votes are no panel', async (t) => {
  const { journey, lived, second } = await atPanel()
  await vote(journey, lived)
  await vote(journey, second)
  await refused(t, service, deciding(journey, second, 'agreed'), 'quorum-missing')
})

t.test('409: a decision against the votes is refused, whoever writes it down', async (t) => {
  const { journey, lived, second, third } = await atPanel()
  await vote(journey, lived, false)
  await vote(journey, second, false)
  await vote(journey, third)
  const problem = await refused(t, service, deciding(journey, third, 'agreed'), 'panel-decides-by-vote')
  t.equal(problem.detail, '1 voted for and 2 against: the votes do not carry this outcome')
  t.match((await decide(journey, third, 'refused')).ok.decision, { outcome: 'refused' })
})

t.test('409: more votes for than against cannot be written down as returned or refused', async (t) => {
  const { journey, lived, second, third } = await atPanel()
  await vote(journey, lived)
  await vote(journey, second)
  await vote(journey, third, false)
  for (const outcome of ['returned', 'refused'])
    await refused(t, service, deciding(journey, lived, outcome), 'panel-decides-by-vote', outcome)
  t.equal((await decide(journey, lived)).status, 201)
})

t.test('409: a member votes once on a version, and does not change their vote', async (t) => {
  const { journey, lived } = await atPanel()
  await vote(journey, lived)
  await refused(t, service, () => vote(journey, lived), 'already-voted')
  await refused(t, service, () => vote(journey, lived, false), 'already-voted', 'the other way')
  t.match((await readRoute(journey)).votes, { agreeing: 1, against: 0 })
})

t.test('409: where one person decides there is no vote', async (t) => {
  const lower = await journeyTo(service, 'plan-signed', withinLimit)
  await refused(t, service, () => vote(lower, lower.careCoordinator), 'vote-not-needed')
  const upper = await journeyTo(service, 'plan-signed', overLimit)
  await refused(t, service, () => vote(upper, upper.teamManager), 'vote-not-needed')
})

t.test('S2: 422: a vote against has a reason of the scheme', async (t) => {
  const { journey, lived } = await atPanel()
  await refused(t, service, () => vote(journey, lived, false, { reasons: [] }), 'reason-required')
  const reasons = [{ ...aReason, code: 'computer-says-no' }]
  await refused(t, service, () => vote(journey, lived, false, { reasons }), 'reason-unknown')
})

t.test('403: nobody votes on their own plan, and nobody from outside the panel', async (t) => {
  const { journey } = await atPanel()
  const own = service.as(anActor('lived-experience-member', { sub: journey.person.actor?.sub ?? '' }))
  const author = service.as(anActor('panel-member', { sub: 'the-broker' }))
  await refused(t, service, () => vote(journey, own), 'decision-not-independent', 'the person')
  await refused(t, service, () => vote(journey, author), 'decision-not-independent', 'the author')
  await refused(t, service, () => vote(journey, journey.teamManager), 'not-the-decider')
  await refused(t, service, () => vote(journey, journey.careCoordinator), 'not-the-decider')
  await refused(t, service, () => vote(journey, journey.broker), 'permission-missing')
})

t.test('409: a text that does not stand is not voted on', async (t) => {
  const { journey, lived } = await atPanel()
  await refused(t, service, () => vote(journey, lived, true, { contentHash: '0'.repeat(64) }), 'plan-version-stale')
})

t.test('a plan that was changed is voted on anew', async (t) => {
  const { journey, lived, second, third } = await atPanel()
  for (const member of [lived, second, third]) await vote(journey, member)
  await change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  const { contentHash } = (await submit(journey)).ok
  await sign(journey, journey.broker, 'broker', { contentHash })
  await sign(journey, journey.person, 'person', { contentHash })
  await sign(journey, journey.careCoordinator, 'care-coordinator', { contentHash })
  t.match(await readRoute(journey), {
    decides: 'care-coordinator',
    votes: null,
    arrivals: [{ tier: 'care-coordinator' }],
  })
})

t.test('lived experience is what the member’s office says, not what a vote claims', async (t) => {
  const { journey, second } = await atPanel()
  await refused(t, service, () => vote(journey, second, true, { livedExperience: true }), 'request-invalid')
})

t.test('an MDT member with lived experience counts as both', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'mdt-meeting')
  const both = service.as(anActor('mdt-member', { sub: 'both', roles: ['mdt-member', 'lived-experience-member'] }))
  t.match((await vote(journey, both)).ok.votes, { agreeing: 1, against: 0, livedExperience: 1, quorate: false })
})

t.test('it is on the record that a member voted, and not how; the vote itself is kept with its reasons', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'mdt-meeting')
  const [member = journey.person] = mdtMembers(journey)
  const entries = await audited(service, () => vote(journey, member, false))
  t.match(entries, [{ type: 'support-plan.voted', actor_id: 'mdt-member-0' }])
  t.same(entries[0]?.facts, { tier: 'mdt-meeting', livedExperience: false })
  const kept = await service.database.sql('select agrees, reasons from vote where support_plan_id = $1', [
    journey.ids.supportPlanId,
  ])
  t.match(kept, [{ agrees: false, reasons: [{ code: 'outcome-not-clear' }] }])
})

t.test('a repeated key votes once', async (t) => {
  const { journey, lived } = await atPanel()
  const first = await vote(journey, lived, true, {}, { key: 'vote-once' })
  t.same((await vote(journey, lived, true, {}, { key: 'vote-once' })).ok, first.ok)
})
