import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import { change as changeService } from '../current-services/acts.ts'
import { change, decide, sign, withinLimit } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aCurrentService, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const nights = [{ days: everyDay, from: '20:00', to: '08:00' }]
const evenings = [{ days: everyDay, from: '20:00', to: '23:00' }]

/** A plan that is signed, and whose worst times a registered night team covers. */
async function signed(more: { gapsAccepted?: string } = {}) {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  const registered = aCurrentService({ relationshipWith: null, kind: 'nhs-crisis', title: 'Night team', hours: nights })
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  const team = (await journey.person.post<CurrentService>(path, registered)).ok
  const source = { kind: 'kept-crisis-line' as const, name: 'Night team', contact: '0151 496 0001', line: null }
  const cover = [{ ...source, service: team.id, windows: nights }]
  await change(journey, { crisisContingency: aCrisisContingency({ cover, worstTimes: nights, ...more }) })
  await journey.on('plan-submitted')
  for (const [client, role] of [
    [journey.broker, 'broker'],
    [journey.person, 'person'],
    [journey.careCoordinator, 'care-coordinator'],
  ] as const)
    await sign(journey, client, role)
  return { journey, team }
}
const narrow = (journey: Journey, { id }: CurrentService) =>
  changeService(journey.careCoordinator, id, { hours: evenings, statusReason: 'The team has fewer nurses.' })
const gapsAcceptedBecause = 'The duty team rings at midnight.'

t.test(
  '422: what a service covered that is there no longer is agreed to on no road: the person has not accepted it',
  async (t) => {
    for (const more of [{}, { gapsAccepted: 'I know about the evenings.' }]) {
      const { journey, team } = await signed(more)
      t.equal((await narrow(journey, team)).status, 200)
      const agree = () => decide(journey, journey.careCoordinator, 'agreed', { gapsAcceptedBecause })
      const { errors } = await refused(t, service, agree, 'gaps-not-accepted')
      t.match(errors, [{ pointer: '/contentHash', code: 'gaps-not-accepted' }])
      t.equal((await decide(journey, journey.careCoordinator, 'returned')).status, 201)
    }
  },
)

t.test('422: nor by an appeal that is won', async (t) => {
  const { journey, team } = await signed()
  const refusal = (await decide(journey, journey.careCoordinator, 'refused')).ok.decision
  t.equal((await narrow(journey, team)).status, 200)
  const lodged = await journey.person.post<{ id: string }>(`/v1/decisions/${refusal.id}/appeals`, { words: 'No.' })
  const overturn = (outcome = 'overturned') =>
    journey.officer.post(`/v1/appeals/${lodged.ok.id}/decision`, {
      outcome,
      reasons: outcome === 'overturned' ? [] : [aReason],
      ...(outcome === 'overturned' && { gapsAcceptedBecause }),
    })
  const { errors } = await refused(t, service, overturn, 'gaps-not-accepted')
  t.match(errors, [{ pointer: '/contentHash' }])
  t.equal((await overturn('varied')).status, 201)
})

t.test('a service that covers all the same keeps nobody from agreeing', async (t) => {
  const { journey, team } = await signed()
  t.equal((await changeService(journey.careCoordinator, team.id, { hours: [...nights, ...evenings] })).status, 200)
  t.equal((await decide(journey, journey.careCoordinator)).status, 201)
})
