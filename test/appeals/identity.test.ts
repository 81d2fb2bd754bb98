import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { Person } from '../../src/people/schemas.ts'
import { confirmJoined, reportDouble } from '../record-joining/acts.ts'
import { decide as decidePlan, withinLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { whoConfirms } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { confirmIdentity, unconfirmIdentity } from '../support/sign-in.ts'
import { decide, lodge, refusedPlan } from './acts.ts'

const service = await startService(t)
const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-reviewer' }))

/** A plan of somebody who is not confirmed any more, which was refused, and the appeal against that. */
async function refusedGhost() {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const answer = await decidePlan(journey, journey.careCoordinator, 'refused')
  await unconfirmIdentity(journey)
  const { decision } = answer.ok as { decision: Decision }
  return { journey, appealId: (await lodge(journey.person, decision.id)).ok.id }
}

t.test('403: no reviewer alone agrees the money of a person whom nobody independent has confirmed', async (t) => {
  const { journey, appealId } = await refusedGhost()
  await refused(t, service, () => decide(reviewer, appealId, 'overturned', []), 'not-the-decider')
  t.equal((await confirmIdentity(journey, journey.ids.personId)).status, 201)
  t.equal((await decide(reviewer, appealId, 'overturned', [])).status, 201, 'once somebody has')
})

t.test('403: who confirmed who the person is reviews nothing of it', async (t) => {
  const { journey, decisionId } = await refusedPlan(service, withinLimit)
  const { id } = (await lodge(journey.person, decisionId)).ok
  const confirmer = service.as(anActor('commissioner-officer', { sub: whoConfirms }))
  for (const outcome of ['overturned', 'varied', 'upheld'])
    await refused(t, service, () => decide(confirmer, id, outcome), 'reviewer-not-independent', outcome)
  t.equal((await decide(reviewer, id, 'overturned', [])).status, 201)
})

t.test(
  '403: nor who confirmed or changed it before it was changed, or on a record that was joined into this one',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service, withinLimit)
    const { id } = (await lodge(journey.person, decisionId)).ok
    const confirmer = service.as(anActor('commissioner-officer', { sub: whoConfirms }))
    await unconfirmIdentity(journey)
    const another = service.as(anActor('commissioner-officer', { sub: 'another-confirmer' }))
    t.equal((await confirmIdentity(journey, journey.ids.personId, {}, another)).status, 201)
    const goesOn = (await journey.careCoordinator.post<Person>('/v1/people', aPerson())).ok.id
    const join = async () => {
      const double = await reportDouble(service, journey.ids.personId, goesOn)
      return (await confirmJoined(service, double, goesOn)).status
    }
    for (const joined of [false, true]) {
      if (joined) t.equal(await join(), 200)
      for (const [what, client] of Object.entries({ confirmer, another, 'who changed it': journey.officer }))
        await refused(t, service, () => decide(client, id, 'upheld'), 'reviewer-not-independent', `${what} ${joined}`)
    }
  },
)

t.test('varied instead, it is planned again and decided on where the route goes', async (t) => {
  const { journey, appealId } = await refusedGhost()
  t.equal((await decide(reviewer, appealId, 'varied')).status, 201)
  t.match((await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, { status: 'returned' })
})
