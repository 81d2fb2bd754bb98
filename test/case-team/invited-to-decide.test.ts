import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { decide as decideAppeal, declinedInterest, lodge, refusedPlan } from '../appeals/acts.ts'
import { hear } from '../panel-meetings/acts.ts'
import { change, decide, overLimit, pathOf, read, vote, withinLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { enrolledCouncil, published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const { rules } = (
  await officer.get<{ items: { code: string; rules: SchemeRules }[] }>('/v1/schemes?limit=100')
).ok.items.find(({ code }) => code === 'merseyside-one-off') ?? { rules: undefined }
if (!rules) throw new Error('Merseyside is registered')

/** Above the care coordinator: the council and a peer, at a tier that is not called a panel. Members of the panel hear appeals. */
await published(service, service.clock.today(), {
  tiers: rules.tiers.slice(0, 2).map((tier) =>
    tier.tier === 'team-manager'
      ? {
          ...tier,
          heldBy: ['local-authority-officer', 'lived-experience-member'],
          quorum: { kind: 'all', members: 2, livedExperience: 1 },
        }
      : tier,
  ),
  appeals: { ...rules.appeals, reviewers: ['panel-member'] },
})

await enrolledCouncil(service, 'merseyside-one-off')
const council = service.as('local-authority-officer')
const peer = service.as('lived-experience-member')
const member = service.as('panel-member')
const task = async (client: Client, journey: Journey) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.find(
    ({ caseId }) => caseId === journey.ids.caseId,
  )

const appealed = async (client: Client, id: string) => t.equal((await decideAppeal(client, id, 'upheld')).status, 201)

t.test('whoever sits at a tier sees the case while it waits for them, whatever the tier is called', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', overLimit)
  for (const client of [council, peer]) t.equal((await read(journey, client)).status, 404, 'not before')
  await journey.on('plan-signed')
  for (const client of [council, peer]) {
    t.equal((await read(journey, client)).status, 200)
    t.match(await task(client, journey), { onBehalfOf: null })
  }
  t.equal((await read(journey, member)).status, 404, 'a role that does not sit there')
  await hear(journey)
  await vote(journey, council)
  await vote(journey, peer)
  t.equal((await decide(journey, council)).status, 201)
  t.equal((await read(journey, peer)).status, 200, 'whoever voted can read on')
  for (const role of ['lived-experience-member', 'local-authority-officer'] as const)
    t.equal((await read(journey, service.as(anActor(role, { sub: 'a-colleague' })))).status, 404, 'nobody else')
})

t.test('who voted on a text that no longer stands does not read on', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  await hear(journey)
  await vote(journey, peer)
  await change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  t.equal((await read(journey, peer)).status, 404)
})

t.test('a reviewer sees a case and finds it among their tasks from the appeal to its end, and no longer', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted', withinLimit)
  const declined = await journey.officer.post<{ decision: Decision }>(
    `/v1/expressions-of-interest/${journey.ids.expressionId}/decision`,
    { outcome: 'declined', reasons: [aReason] },
  )
  const seen = async () => [
    (await member.get(`/v1/cases/${journey.ids.caseId}`)).status,
    (await task(member, journey))?.dueOn,
  ]
  t.same(await seen(), [404, undefined])
  const path = `/v1/decisions/${declined.ok.decision.id}/appeals`
  const appeal = (await journey.person.post<{ id: string }>(path, { words: 'Nobody asked me about my nights.' })).ok
  t.same(await seen(), [200, '2026-12-22'])
  t.match(await task(member, journey), {
    waitingFor: 'panel-member',
    next: /^Somebody who took no part in the decision looks at it again/,
  })
  await refused(t, service, () => peer.get(`/v1/appeals/${appeal.id}`), 'not-found', 'no reviewer in this scheme')
  t.equal(await task(journey.officer, journey), undefined)
  const body = { outcome: 'upheld', reasons: [aReason] }
  t.equal((await member.post(`/v1/appeals/${appeal.id}/decision`, body)).status, 201)
  t.equal((await member.get(`/v1/appeals/${appeal.id}`)).status, 200, 'whoever decided can read on')
  const other = service.as(anActor('panel-member', { sub: 'another-member' }))
  t.equal((await other.get(`/v1/appeals/${appeal.id}`)).status, 404)
  t.equal(await task(member, journey), undefined)
})

t.test('whoever made the decision is not asked to look at it again', async (t) => {
  const both = service.as(
    anActor('local-authority-officer', {
      sub: 'council-and-panel',
      roles: ['local-authority-officer', 'panel-member'],
    }),
  )
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  await hear(journey)
  await vote(journey, both, false)
  await vote(journey, peer, false)
  const refusal = (await decide(journey, both, 'refused')).ok.decision
  await journey.person.post(`/v1/decisions/${refusal.id}/appeals`, { words: 'Nobody asked me about my nights.' })
  t.equal(await task(both, journey), undefined)
  t.match(await task(member, journey), { waitingFor: 'panel-member' })
  t.equal((await member.get(pathOf(journey))).status, 200)
})

t.test('a further appeal is among the tasks of those who say whether it is heard, and they see the case', async (t) => {
  const { journey, decisionId } = await declinedInterest(service)
  await appealed(
    service.as(anActor('panel-member', { sub: 'the-first-reviewer' })),
    (await lodge(journey.person, decisionId)).ok.id,
  )
  t.equal((await member.get(`/v1/cases/${journey.ids.caseId}`)).status, 404)
  const again = (await lodge(journey.person, decisionId)).ok
  t.match(again, { status: 'awaiting-acceptance' })
  t.match(await task(member, journey), { waitingFor: 'panel-member', dueOn: '2026-12-22' })
  t.equal((await member.get(`/v1/cases/${journey.ids.caseId}`)).status, 200)
  t.equal((await member.post(`/v1/appeals/${again.id}/acceptance`, { accepted: true })).status, 200)
  await appealed(member, again.id)
  t.equal(await task(member, journey), undefined)
})

t.test(
  'who hears an appeal is whom the rules of the decision name, whatever rules the case is under since',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service, withinLimit)
    const { version } = await published(service, '2026-12-01', {
      appeals: { ...rules.appeals, reviewers: ['local-authority-officer'] },
    })
    service.clock.set('2026-12-01T09:30:00Z')
    t.equal(
      (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/scheme-version`, { version })).status,
      200,
    )
    const { id } = (await lodge(journey.person, decisionId)).ok
    t.match(await task(member, journey), { waitingFor: 'panel-member' })
    t.equal(await task(council, journey), undefined)
    t.equal((await council.get(`/v1/cases/${journey.ids.caseId}`)).status, 404)
    await appealed(member, id)
  },
)
