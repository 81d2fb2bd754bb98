import t from 'tap'
import { evenings, narrow, nights, reach, signed } from '../cover-gaps/acts.ts'
import { decide } from '../sign-off/acts.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const gapsAcceptedBecause = 'The duty team rings at midnight.'

t.test(
  '422: what a service covered that is there no longer is agreed to on no road: the person has not accepted it',
  async (t) => {
    for (const more of [{}, { gapsAccepted: 'I know about the evenings.' }]) {
      const { journey, team } = await signed(service, more)
      t.equal((await narrow(journey, team)).status, 200)
      const agree = () => decide(journey, journey.careCoordinator, 'agreed', { gapsAcceptedBecause })
      const { errors } = await refused(t, service, agree, 'gaps-not-accepted')
      t.match(errors, [{ pointer: '/contentHash', code: 'gaps-not-accepted' }])
      t.equal((await decide(journey, journey.careCoordinator, 'returned')).status, 201)
    }
  },
)

t.test('422: nor by an appeal that is won', async (t) => {
  const { journey, team } = await signed(service)
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
  const { journey, team } = await signed(service)
  t.equal((await reach(journey, team, [...nights, ...evenings])).status, 200)
  t.equal((await decide(journey, journey.careCoordinator)).status, 201)
})
