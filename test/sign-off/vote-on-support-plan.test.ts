import t from 'tap'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { aReason } from '../support/road-builders.ts'
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
  const the = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'risk-enablement-panel')
  const [lived = the.person, second = the.person, third = the.person, fourth = the.person] = panelMembers(the, 4)
  return { the, lived, second, third, fourth }
}
const deciding = (the: Journey, client: Journey['person'], outcome: string) => () => decide(the, client, outcome)

t.test('201: a member votes on the text that stands, and sees how the panel stands', async (t) => {
  const { the, lived, second } = await atPanel()
  const answer = await vote(the, second)
  t.equal(answer.status, 201)
  const panel = { inPart: 0, quorate: false, unanimous: false }
  t.same(answer.ok.votes, { agreeing: 1, against: 0, livedExperience: 0, ...panel })
  t.same((await vote(the, lived, false)).ok.votes, { agreeing: 1, against: 1, livedExperience: 1, ...panel })
})

t.test('S2: a panel without a member with lived experience decides nothing, however many vote', async (t) => {
  const { the, lived, second, third, fourth } = await atPanel()
  for (const member of [second, third, fourth]) await vote(the, member)
  for (const outcome of ['agreed', 'returned', 'refused'])
    await refused(t, service, deciding(the, second, outcome), 'quorum-missing', outcome)
  await vote(the, lived)
  t.match((await decide(the, second)).ok.decision, { outcome: 'agreed', tier: 'risk-enablement-panel' })
})

t.test('S2: two votes are no panel', async (t) => {
  const { the, lived, second } = await atPanel()
  await vote(the, lived)
  await vote(the, second)
  await refused(t, service, deciding(the, second, 'agreed'), 'quorum-missing')
})

t.test('409: a decision against the votes is refused, whoever writes it down', async (t) => {
  const { the, lived, second, third } = await atPanel()
  await vote(the, lived, false)
  await vote(the, second, false)
  await vote(the, third)
  const problem = await refused(t, service, deciding(the, third, 'agreed'), 'panel-decides-by-vote')
  t.equal(problem.detail, '1 voted for and 2 against: the votes do not carry this outcome')
  t.match((await decide(the, third, 'refused')).ok.decision, { outcome: 'refused' })
})

t.test('409: more votes for than against cannot be written down as returned or refused', async (t) => {
  const { the, lived, second, third } = await atPanel()
  await vote(the, lived)
  await vote(the, second)
  await vote(the, third, false)
  for (const outcome of ['returned', 'refused'])
    await refused(t, service, deciding(the, lived, outcome), 'panel-decides-by-vote', outcome)
  t.equal((await decide(the, lived)).status, 201)
})

t.test('409: a member votes once on a version, and does not change their vote', async (t) => {
  const { the, lived } = await atPanel()
  await vote(the, lived)
  await refused(t, service, () => vote(the, lived), 'already-voted')
  await refused(t, service, () => vote(the, lived, false), 'already-voted', 'the other way')
  t.match((await readRoute(the)).votes, { agreeing: 1, against: 0 })
})

t.test('409: where one person decides there is no vote', async (t) => {
  const lower = await journeyTo(service, 'plan-signed', withinLimit)
  await refused(t, service, () => vote(lower, lower.careCoordinator), 'vote-not-needed')
  const upper = await journeyTo(service, 'plan-signed', overLimit)
  await refused(t, service, () => vote(upper, upper.teamManager), 'vote-not-needed')
})

t.test('S2: 422: a vote against has a reason of the scheme', async (t) => {
  const { the, lived } = await atPanel()
  await refused(t, service, () => vote(the, lived, false, { reasons: [] }), 'reason-required')
  const reasons = [{ ...aReason, code: 'computer-says-no' }]
  await refused(t, service, () => vote(the, lived, false, { reasons }), 'reason-unknown')
})

t.test('403: nobody votes on their own plan, and nobody from outside the panel', async (t) => {
  const { the } = await atPanel()
  const own = service.as(anActor('lived-experience-member', { sub: the.person.actor?.sub ?? '' }))
  const author = service.as(anActor('panel-member', { sub: 'the-broker' }))
  await refused(t, service, () => vote(the, own), 'decision-not-independent', 'the person')
  await refused(t, service, () => vote(the, author), 'decision-not-independent', 'the author')
  await refused(t, service, () => vote(the, the.teamManager), 'not-the-decider')
  await refused(t, service, () => vote(the, the.careCoordinator), 'not-the-decider')
  await refused(t, service, () => vote(the, the.broker), 'permission-missing')
})

t.test('409: a text that does not stand is not voted on', async (t) => {
  const { the, lived } = await atPanel()
  await refused(t, service, () => vote(the, lived, true, { contentHash: '0'.repeat(64) }), 'plan-version-stale')
})

t.test('a plan that was changed is voted on anew', async (t) => {
  const { the, lived, second, third } = await atPanel()
  for (const member of [lived, second, third]) await vote(the, member)
  await change(the, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  const { contentHash } = (await submit(the)).ok
  await sign(the, the.broker, 'broker', { contentHash })
  await sign(the, the.person, 'person', { contentHash })
  await sign(the, the.careCoordinator, 'care-coordinator', { contentHash })
  t.match(await readRoute(the), { decides: 'care-coordinator', votes: null, arrivals: [{ tier: 'care-coordinator' }] })
})

t.test('lived experience is what the member’s office says, not what a vote claims', async (t) => {
  const { the, second } = await atPanel()
  await refused(t, service, () => vote(the, second, true, { livedExperience: true }), 'request-invalid')
})

t.test('an MDT member with lived experience counts as both', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'mdt-meeting')
  const both = service.as(anActor('mdt-member', { sub: 'both', roles: ['mdt-member', 'lived-experience-member'] }))
  t.match((await vote(the, both)).ok.votes, { agreeing: 1, against: 0, livedExperience: 1, quorate: false })
})

t.test('it is on the record that a member voted, and not how; the vote itself is kept with its reasons', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'mdt-meeting')
  const [member = the.person] = mdtMembers(the)
  const entries = await audited(service, () => vote(the, member, false))
  t.match(entries, [{ type: 'support-plan.voted', actor_id: 'mdt-member-0' }])
  t.same(entries[0]?.facts, { tier: 'mdt-meeting', livedExperience: false })
  const kept = await service.database.sql('select agrees, reasons from vote where support_plan_id = $1', [
    the.ids.supportPlanId,
  ])
  t.match(kept, [{ agrees: false, reasons: [{ code: 'outcome-not-clear' }] }])
})

t.test('a repeated key votes once', async (t) => {
  const { the, lived } = await atPanel()
  const first = await vote(the, lived, true, {}, { key: 'vote-once' })
  t.same((await vote(the, lived, true, {}, { key: 'vote-once' })).ok, first.ok)
})
