import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { type Against, decide, lodge, refusedPlan } from '../appeals/acts.ts'
import { overLimit, withinLimit } from '../sign-off/acts.ts'
import { buyByCard } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan } from '../support/pathway-builders.ts'
import { published } from '../support/policy.ts'
import { signedPlan, submittedPlan } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
const officer = service.as('commissioner-officer')
const { rules } = (
  await officer.get<{ items: { code: string; rules: SchemeRules }[] }>('/v1/schemes?limit=100')
).ok.items.find(({ code }) => code === 'merseyside-one-off') ?? { rules: undefined }
if (!rules) throw new Error('Merseyside is registered')
const [lowest, manager] = rules.tiers
if (!lowest || !manager) throw new Error('Merseyside has tiers')

/** Two tiers, at each of which one person decides, with days enough that no plan is late here. At a higher sum the commissioner may, too. */
const slow = { ...manager, workingDays: 200 }
await published(service, service.clock.today(), { tiers: [{ ...lowest, workingDays: 200 }, slow] })
t.beforeEach(() => at('2026-11-24'))

const lines = aPlan(overLimit.wish).lines
const waitedFor = async ({ person, ids }: Journey) =>
  (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.waitingFor
const another = (journey: Journey) => submittedPlan(journey, journey.broker, lines)

/** A refusal that is appealed; the appeal is late, and that was reported, once the person has come as far with another plan as `then` goes. */
async function lateAppeal<T>(then: (against: Against) => Promise<T>) {
  at('2026-11-24')
  const against = await refusedPlan(service, { ...overLimit, by: service.as('team-manager') })
  const appeal = (await lodge(against.journey.person, against.decisionId)).ok
  // Late enough that no step of another plan is late with the appeal.
  at('2026-12-16')
  const came = await then(against)
  at('2026-12-23')
  await sweep(service)
  t.ok((await waitedFor(against.journey)).includes('commissioner-officer'), 'reported')
  const takeBack = () => against.journey.person.post(`/v1/appeals/${appeal.id}/withdrawal`)
  return { ...against, appeal, came, takeBack }
}

t.test(
  'once a late appeal is over, the commissioner is waited for no more, wherever another plan stands',
  async (t) => {
    const submitted = await lateAppeal(({ journey }) => another(journey))
    await submitted.takeBack()
    t.same(await waitedFor(submitted.journey), ['broker', 'person', 'care-coordinator'])
    const signed = await lateAppeal(async ({ journey }) => signedPlan(journey, await another(journey)))
    await signed.takeBack()
    t.same(await waitedFor(signed.journey), ['team-manager'])
  },
)

t.test('so it is where the appeal is varied, and what was not agreed is planned in a plan on its way', async (t) => {
  const { journey, appeal } = await lateAppeal(({ journey }) =>
    journey.broker.post(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan()),
  )
  t.equal((await decide(journey.officer, appeal.id, 'varied')).status, 201)
  t.same(await waitedFor(journey), ['broker'])
})

t.test('a late first payment that is made while a changed plan is on its way is late no longer', async (t) => {
  const journey = await journeyTo(service, 'money-agreed', withinLimit)
  await journey.broker.post(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan(withinLimit.wish))
  at('2026-12-09')
  await sweep(service)
  t.same(await waitedFor(journey), ['broker', 'care-coordinator', 'commissioner-officer'])
  await buyByCard(journey)
  t.same(await waitedFor(journey), ['broker', 'care-coordinator'])
})

t.test('not where something else is late, nor where a conflict of interest leaves nobody to decide', async (t) => {
  const stuck = await lateAppeal(async ({ journey }) => {
    const plan = await signedPlan(journey, await another(journey))
    await journey.teamManager.post(`/v1/support-plans/${plan.id}/conflicts-of-interest`, { words: 'We are friends.' })
    return plan
  })
  await stuck.takeBack()
  t.same(await waitedFor(stuck.journey), ['team-manager', 'commissioner-officer'], 'stuck')
  const second = service.as(anActor('team-manager', { sub: 'the-second-manager' }))
  const body = { outcome: 'agreed', contentHash: stuck.came.contentHash, reasons: [] }
  t.equal((await second.post(`/v1/support-plans/${stuck.came.id}/decision`, body)).status, 201)
  // Who signs how the money of its new line is held.
  t.same(await waitedFor(stuck.journey), ['broker', 'care-coordinator', 'person', 'commissioner-officer'])

  const late = await lateAppeal(async ({ journey }) => signedPlan(journey, await another(journey)))
  at('2027-12-23')
  await sweep(service)
  await late.takeBack()
  t.same(await waitedFor(late.journey), ['team-manager', 'commissioner-officer'], 'the decision is late')
})

t.test('nor where it is the commissioner’s own turn at the tier', async (t) => {
  const heldBy = ['team-manager', 'commissioner-officer'] as const
  await published(service, '2027-03-01', { tiers: [lowest, { ...slow, heldBy: [...heldBy] }] })
  at('2027-03-01')
  const { journey, decisionId } = await refusedPlan(service, { ...overLimit, by: service.as('team-manager') })
  const appeal = (await lodge(journey.person, decisionId)).ok
  await signedPlan(journey, await another(journey))
  at('2027-05-03')
  await sweep(service)
  await journey.person.post(`/v1/appeals/${appeal.id}/withdrawal`)
  t.same(await waitedFor(journey), [...heldBy])
})
