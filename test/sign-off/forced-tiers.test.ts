import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlanLine, aWish } from '../support/pathway-builders.ts'
import { published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change, decide, pathOf, read, readRoute, sign, submit, withinLimit } from './acts.ts'

const service = await startService(t)
type Journey = Awaited<ReturnType<typeof journeyTo>>

async function signAll(journey: Journey) {
  await journey.on('plan-submitted')
  return journey.on('plan-signed')
}
const withGaps = { crisisContingency: aCrisisContingency({ cover: [], gapsAccepted: 'I know, and I agree.' }) }
const overBy = (pence: number) => ({ lines: [aPlanLine({ amountPence: 40_000 + pence })] })

t.test(
  'Merseyside: gaps that the person accepts go to the team manager, though the amount is the care coordinator’s',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', withinLimit)
    t.match(await readRoute(journey), { decides: 'care-coordinator', forced: [] })
    await change(journey, withGaps)
    const before = await readRoute(journey)
    t.match(before, { decides: 'team-manager', forced: [{ condition: 'crisis-gaps-accepted', tier: 'team-manager' }] })
    t.match(before.sentence, /^Nobody can be called at some of the person’s worst times, so at least the team manager/)
    await signAll(journey)
    t.match(await readRoute(journey), {
      decides: 'team-manager',
      arrivals: [{ tier: 'team-manager', because: 'crisis-gaps-accepted', sentence: before.sentence }],
    })
    await refused(t, service, () => decide(journey, journey.careCoordinator), 'not-the-decider')
    t.match(
      (await decide(journey, journey.teamManager, 'agreed', { gapsAcceptedBecause: 'The duty team rings.' })).ok
        .decision,
      {
        tier: 'team-manager',
      },
    )
  },
)

t.test('422: a plan over the indicative budget is refused where the scheme forces no tier for it', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await change(journey, overBy(1))
  const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.match(errors, [{ pointer: '/lines', code: 'budget-exceeded' }])
})

t.test('under rules that force tiers', async (t) => {
  await published(service, service.clock.today(), {
    catalogue: ['equipment', 'home'],
    forced: [
      { condition: 'off-catalogue', tier: 'team-manager', source: 'a test' },
      { condition: 'over-indicative-budget', tier: 'mdt-meeting', source: 'a test' },
      { condition: 'conflict-of-interest', tier: 'risk-enablement-panel', source: 'a test' },
    ],
  })

  t.test('a usual plan goes where its amount says', async (t) => {
    t.match(await readRoute(await journeyTo(service, 'plan-signed', withinLimit)), {
      decides: 'care-coordinator',
      forced: [],
    })
  })

  t.test('an unusual line is not refused, and goes to the forced tier', async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', withinLimit)
    await change(journey, { lines: [aPlanLine({ amountPence: 40_000, category: 'training' })] })
    await signAll(journey)
    t.match(await readRoute(journey), { decides: 'team-manager', arrivals: [{ because: 'off-catalogue' }] })
  })

  t.test('a penny over the indicative budget goes to the forced tier, also by the checks beforehand', async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', withinLimit)
    await change(journey, overBy(0))
    t.match(await readRoute(journey), { decides: 'care-coordinator' })
    await change(journey, overBy(1))
    t.match((await journey.person.get(pathOf(journey, '/checks'))).ok, { ready: true, missing: [] })
    t.match(await readRoute(journey), { decides: 'mdt-meeting' })
    await signAll(journey)
    t.match(await readRoute(journey), { arrivals: [{ tier: 'mdt-meeting', because: 'over-indicative-budget' }] })
  })

  t.test('of two conditions the higher counts, and the route names both', async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', withinLimit)
    await change(journey, { lines: [aPlanLine({ amountPence: 40_001, category: 'training' })] })
    const route = await readRoute(journey)
    t.same(
      route.forced.map(({ condition, tier }) => [condition, tier]),
      [
        ['off-catalogue', 'team-manager'],
        ['over-indicative-budget', 'mdt-meeting'],
      ],
    )
    t.equal(route.decides, 'mdt-meeting')
  })

  t.test('a conflict that the broker declares before signing forces the tier when the plan is signed', async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', withinLimit)
    const declared = await journey.broker.post(pathOf(journey, '/conflicts-of-interest'), {
      words: 'The shop is my brother’s.',
    })
    t.equal(declared.status, 201)
    t.match(declared.ok, { supportPlan: { status: 'draft', tier: null } })
    await signAll(journey)
    t.match(await readRoute(journey), {
      decides: 'risk-enablement-panel',
      arrivals: [{ because: 'conflict-of-interest' }],
      votes: { quorate: false },
    })
  })

  t.test('a conflict that is declared while the plan waits passes it to the forced tier at once', async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const { etag } = await read(journey)
    const declared = await journey.broker.post<{ supportPlan: { tier: string } }>(
      pathOf(journey, '/conflicts-of-interest'),
      {
        words: 'The shop is my brother’s.',
      },
    )
    t.equal(declared.ok.supportPlan.tier, 'risk-enablement-panel')
    t.not(declared.etag, etag)
    t.match(await readRoute(journey), {
      sentence:
        'Somebody who works on the plan has declared a conflict of interest, so the risk enablement panel decides. Nobody is at fault.',
      arrivals: [{ tier: 'care-coordinator' }, { tier: 'risk-enablement-panel', because: 'conflict-of-interest' }],
    })
  })

  t.test('a changed plan is routed by its new text, and a declared conflict stays with it', async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(40_000) })
    await change(journey, { lines: [aPlanLine({ amountPence: 40_000, category: 'training' })] })
    await signAll(journey)
    t.match(await readRoute(journey), { decides: 'team-manager' })
    await change(journey, { lines: [aPlanLine({ amountPence: 40_000 })] })
    t.match(await readRoute(journey), { decides: 'care-coordinator', forced: [], arrivals: [] })
    await journey.careCoordinator.post(pathOf(journey, '/conflicts-of-interest'), { words: 'I know the seller.' })
    const { contentHash } = (await submit(journey)).ok
    for (const [client, caseRole] of [
      [journey.broker, 'broker'],
      [journey.person, 'person'],
      [journey.careCoordinator, 'care-coordinator'],
    ] as const)
      await sign(journey, client, caseRole, { contentHash })
    t.match(await readRoute(journey), { decides: 'risk-enablement-panel' })
  })
})
