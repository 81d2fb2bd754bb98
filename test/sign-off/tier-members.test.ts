import t from 'tap'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aWish } from '../support/pathway-builders.ts'
import { published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { decide, pathOf, readRoute, sign, withinLimit } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const { rules } = (
  await officer.get<{ items: { code: string; rules: SchemeRules }[] }>('/v1/schemes?limit=100')
).ok.items.find(({ code }) => code === 'merseyside-one-off') ?? { rules: undefined }
if (!rules) throw new Error('Merseyside is registered')

/** The care coordinator’s tier has a team manager too; the team manager’s has the care coordinator alone. */
await published(service, service.clock.today(), {
  signatures: ['broker', 'person'],
  tiers: rules.tiers.map((tier) => {
    if (tier.tier === 'care-coordinator') return { ...tier, heldBy: ['care-coordinator', 'team-manager'] }
    return tier.tier === 'team-manager' ? { ...tier, heldBy: ['care-coordinator'], limitPence: 60_000 } : tier
  }),
})
const bothSign = async (journey: Journey) => {
  await sign(journey, journey.broker, 'broker')
  await sign(journey, journey.person, 'person')
}
const declare = (journey: Journey) =>
  journey.careCoordinator.post(pathOf(journey, '/conflicts-of-interest'), {
    words: 'I have known the family since school.',
  })

t.test('a tier where others sit as well decides without the care coordinator who is too close', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await declare(journey)
  await journey.on('plan-submitted')
  await bothSign(journey)
  t.match(await readRoute(journey), { decides: 'care-coordinator', arrivals: [{ because: 'within-limit' }] })
  await refused(t, service, () => decide(journey, journey.careCoordinator), 'decision-not-independent')
  t.match((await decide(journey, journey.teamManager)).ok.decision, { tier: 'care-coordinator' })
})

t.test(
  'a tier where the care coordinator alone sits is passed by, whatever it is called, and the route says why',
  async (t) => {
    const over = '£500.00 is over the care coordinator’s limit of £400.00.'
    const mdt = '£500.00 is within the team meeting’s limit of £1,000.00, so the team meeting decides.'
    const close = await journeyTo(service, 'plan-drafted', { wish: aWish(50_000) })
    await declare(close)
    await close.on('plan-submitted')
    await bothSign(close)
    t.match(await readRoute(close), {
      decides: 'mdt-meeting',
      sentence: `${over} The team manager is not independent of this plan. ${mdt}`,
    })
    const journey = await journeyTo(service, 'plan-submitted', { wish: aWish(50_000) })
    const team = `/v1/cases/${journey.ids.caseId}/members`
    const { items } = (await journey.teamManager.get<{ items: { id: string; caseRole: string }[] }>(team)).ok
    await journey.teamManager.post(
      `${team}/${items.find(({ caseRole }) => caseRole === 'care-coordinator')?.id}/departure`,
    )
    const told = { decides: 'mdt-meeting', sentence: `${over} There is no care coordinator. ${mdt}` }
    t.match(await readRoute(journey), { ...told, arrivals: [] })
    await bothSign(journey)
    t.match(await readRoute(journey), { ...told, arrivals: [{ tier: 'mdt-meeting' }] })
  },
)
