import t from 'tap'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, fileReceipt, reverse } from './acts.ts'

const service = await startService(t)
const another = anActor('broker', { sub: 'another-broker' })

const sendAway = async ({ careCoordinator, ids }: Journey) =>
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/members/${ids.memberId}/departure`)).ok

/** Something that the broker bought from the money of their organisation; then the care coordinator sends them away. */
async function withoutBroker() {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  void (await sendFeed(journey, journey.broker, '2026-11-24,1.00,A CAFE')).ok
  const lineOfFeed = await unmatchedLine(journey)
  await sendAway(journey)
  return { journey, id, lineOfFeed }
}

t.test(
  '403 case-role-required: who sends the broker away does not buy with the card of their organisation',
  async (t) => {
    const { journey, lineOfFeed } = await withoutBroker()
    const { careCoordinator, ids } = journey
    await refused(t, service, () => buy(journey, { client: careCoordinator, amountPence: 100 }), 'case-role-required')
    const bought = { planLineId: ids.planLineId, bought: 'Lunch' }
    const ofFeed = () => careCoordinator.post(`/v1/card-feed-lines/${lineOfFeed}/purchase`, bought)
    await refused(t, service, ofFeed, 'case-role-required')
    const of = `/v1/support-plans/${ids.supportPlanId}/spenders`
    const { lines } = (await careCoordinator.get<{ lines: { spenders: { role: string }[] }[] }>(of)).ok
    t.same([...new Set(lines.flatMap(({ spenders }) => spenders.map(({ role }) => role)))], ['broker'])
  },
)

t.test('somebody else of the organisation buys on, once they are on the team', async (t) => {
  const { journey } = await withoutBroker()
  const { careCoordinator, ids } = journey
  const client = service.as(another)
  void (await client.get('/v1/me')).ok
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember({ actorId: another.sub }))).ok
  t.equal((await buy(journey, { client, amountPence: 100 })).status, 201)
})

t.test('the papers of what was bought are kept on meanwhile: a receipt, and what the shop took back', async (t) => {
  const { journey, id } = await withoutBroker()
  const { careCoordinator } = journey
  t.equal((await fileReceipt(journey, id, { amountPence: 1_000 }, careCoordinator)).status, 201)
  t.equal((await reverse(journey, id, careCoordinator)).status, 201)
})
