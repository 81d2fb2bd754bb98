import t from 'tap'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { agreed } from '../crisis-episodes/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { theCouncil } from '../payees/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { freezeFor, liftFreeze, newestOf, raise, settle, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const second = service.as(anActor('safeguarding-lead', { sub: 'second-lead' }))
t.beforeEach(() => service.clock.set(defaultNow))
t.before(() => theCouncil(service))

async function concernOn(journey: Journey): Promise<string> {
  void (await raise(journey.person, journey)).ok
  const id = (await newestOf(lead, journey)) ?? ''
  for (const client of [lead, second]) void (await take(client, id)).ok
  return id
}
type Wanted = Partial<Parameters<typeof freezeFor>[2]>
const freeze = (id: string, more: Wanted = {}, client: Client = lead) =>
  freezeFor(client, id, { until: service.clock.today(), ...more })
const held = (journey: Journey, of: Parameters<typeof buy>[1] = {}) =>
  refused(t, service, () => buy(journey, of), 'held-for-check')

t.test(
  '409 held-for-check: nothing goes to a payee who is frozen, however it is written, and all else goes on',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const id = await concernOn(journey)
    const { freezes } = (await freeze(id, { about: 'payee', payee: 'City Drum Shop' })).ok
    t.match(freezes, [{ about: 'payee', placedBy: 'the-safeguarding-lead', liftedAt: null }])
    const { detail, ...problem } = await held(journey)
    t.notMatch(JSON.stringify([detail, problem]), /concern|freeze|frozen|suspect|safeguard/i)
    t.equal(problem.title, 'This payment cannot be made now. Try again later, or ask the commissioner')
    await held(journey, { payee: 'city  drum SHOP' })
    for (const payee of ['City Drum Shop Ltd', 'The City Drum', 'Shop, City Drum']) await held(journey, { payee })
    t.equal((await buy(journey, { payee: 'Another shop' })).status, 201)
    const other = await journeyTo(service, 'money-agreed')
    t.equal((await buy(other)).status, 201, 'on another case')
  },
)

t.test('409 held-for-check: nor is it written down from what the issuer of a card says', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  void (await sendFeed(journey, journey.broker, '2026-11-24,1.00,A CAFE')).ok
  const of = `/v1/card-feed-lines/${await unmatchedLine(journey)}/purchase`
  await freeze(await concernOn(journey))
  const body = { planLineId: journey.ids.planLineId, bought: 'Lunch' }
  await refused(t, service, () => journey.broker.post(of, body), 'held-for-check')
})

t.test('a purchase that is refused for another reason is told that one, as before', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await freeze(await concernOn(journey))
  await refused(t, service, () => buy(journey, { amountPence: 999_999_99 }), 'line-overspent')
  await refused(t, service, () => buy(journey, { instrument: 'invoice' }), 'deployment-mismatch')
  await held(journey)
})

t.test('lifted, or past its day, what was held goes on by itself: the very same request is taken', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const id = await concernOn(journey)
  const { freezes } = (await freeze(id, { about: 'line', planLineId: journey.ids.planLineId ?? '' })).ok
  const boughtOn = service.clock.today()
  const again = { key: 'K-held' }
  t.equal((await buy(journey, { boughtOn, amountPence: 100 }, again)).problem.code, 'held-for-check')
  for (const client of [lead, second]) void (await liftFreeze(client, freezes[0]?.id ?? '')).ok
  t.equal((await buy(journey, { boughtOn, amountPence: 100 }, again)).status, 201)

  void (await freeze(id, {}, second)).ok
  await held(journey, { boughtOn, amountPence: 101 })
  service.clock.advance({ days: 1 })
  t.equal((await buy(journey, { boughtOn, amountPence: 101 })).status, 201)
})

t.test('a freeze of a case leaves what keeps a crisis off and what there is for one', async (t) => {
  const preventive = { ...daily, preventive: true, holdsBack: 'Nights in crisis' }
  const drums = { ...aPlanLine({ amountPence: 5_000 }), schedule: null }
  const journey = await agreed(service, [aTier()], [preventive, drums])
  const { lines } = (
    await journey.person.get<{ lines: { planLineId: string; key: string }[] }>(
      `/v1/cases/${journey.ids.caseId}/statement`,
    )
  ).ok
  const lineOf = (key: string) => lines.find((line) => line.key === key)?.planLineId ?? ''
  await agreeOnLine(journey, lineOf('drum-kit'))
  const id = await concernOn(journey)
  void (await freeze(id)).ok
  await held(journey, { planLineId: lineOf('drum-kit'), amountPence: 100, instrument: drums.instrument })
  const ofDaily = { planLineId: lineOf(daily.key), amountPence: 100, instrument: daily.instrument }
  t.equal((await buy(journey, ofDaily)).status, 201)
  await refused(t, service, () => freeze(id, { about: 'line', planLineId: lineOf(daily.key) }), 'essential-support')
  void (await freeze(id, { about: 'payee', payee: 'City Drum Shop' })).ok
  await held(journey, ofDaily)
})

t.test('at most 28 days, and longer by another human alone', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const id = await concernOn(journey)
  for (const until of ['2026-11-23', '2026-12-23'])
    await refused(t, service, () => freeze(id, { until }), 'request-invalid')
  const [first] = (await freeze(id, { until: '2026-12-22' })).ok.freezes
  t.equal((await freeze(id, { until: '2026-12-22' })).status, 200, 'the same days again')
  service.clock.set('2026-11-25T09:00:00Z')
  await refused(t, service, () => freeze(id, { until: '2026-12-23' }), 'second-person-needed')
  const { freezes, entries } = (await freeze(id, { until: '2026-12-22' }, second)).ok
  t.match(freezes, [
    { id: first?.id, liftedAt: String },
    { placedBy: 'the-safeguarding-lead', liftedAt: String },
    { placedBy: 'second-lead', liftedAt: null },
  ])
  t.same(entries.map(({ kind }) => kind).slice(-3), ['frozen', 'renewed', 'renewed'])
  service.clock.set('2026-12-23T09:00:00Z')
  await refused(t, service, () => freeze(id, { until: '2026-12-24' }, second), 'second-person-needed')
  t.equal((await freeze(id, { until: '2026-12-24' })).status, 200)
})

t.test('one human freezes for 28 days in as many parts as they like, and not in slices for longer', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const id = await concernOn(journey)
  const shop = { about: 'payee', payee: 'City Drum Shop' } as const
  t.equal((await freeze(id, { ...shop, until: '2026-11-27' })).status, 200)
  service.clock.set('2026-11-27T09:00:00Z')
  await refused(t, service, () => freeze(id, { ...shop, until: '2026-12-23' }), 'second-person-needed')
  t.equal((await freeze(id, { ...shop, until: '2026-11-28' })).status, 200)
  service.clock.set('2026-12-15T09:00:00Z')
  t.equal((await freeze(id, { ...shop, until: '2026-12-22' })).status, 200, 'to the 28 days')
  service.clock.set('2027-01-19T09:00:00Z')
  await refused(t, service, () => freeze(id, { ...shop, until: '2027-01-19' }), 'second-person-needed')
  service.clock.set('2027-01-20T09:00:00Z')
  t.equal((await freeze(id, { ...shop, until: '2027-02-17' })).status, 200, 'after 28 days without one')
})

t.test('nor is it frozen for longer by the same human for another concern, or by another name for it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const id = await concernOn(journey)
  void (await raise(journey.careCoordinator, journey, { about: 'payee', payee: 'City Drum Shop' })).ok
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const other = items.find((one) => one.caseId === journey.ids.caseId && one.id !== id)?.id ?? ''
  for (const client of [lead, second]) void (await take(client, other)).ok
  void (await freeze(id, { until: '2026-12-22' })).ok
  const line = { about: 'line', planLineId: journey.ids.planLineId ?? '' } as const
  t.equal((await freeze(other, { ...line, until: '2026-12-22' })).status, 200, 'within the same days')
  t.equal((await freeze(other, { until: '2026-11-25' })).status, 200)
  service.clock.set('2026-12-23T09:00:00Z')
  for (const more of [{}, line, { about: 'payee', payee: 'City Drum Shop' }] as const)
    await refused(t, service, () => freeze(other, { ...more, until: '2026-12-24' }), 'second-person-needed')
  t.equal((await freeze(other, { until: '2026-12-24' }, second)).status, 200)
})

t.test(
  'a line that becomes essential is paid on through a freeze of it, and to a payee who is frozen nothing goes',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const id = await concernOn(journey)
    void (await freeze(id, { about: 'line', planLineId: journey.ids.planLineId ?? '' })).ok
    await held(journey, { amountPence: 100 })
    // As a changed plan marks it that keeps the line.
    await service.database.sql(
      `update support_plan set content = jsonb_set(content::jsonb, '{lines,0,preventive}', 'true')::json where support_plan_id = $1`,
      [journey.ids.supportPlanId],
    )
    t.equal((await buy(journey, { amountPence: 100 })).status, 201)
    void (await freeze(id, { about: 'payee', payee: 'City Drum Shop' })).ok
    await held(journey, { amountPence: 101 })
  },
)

t.test('what is frozen is of the case, and by who has taken the concern', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const other = await journeyTo(service, 'money-agreed')
  const id = await concernOn(journey)
  await refused(
    t,
    service,
    () => freeze(id, { about: 'line', planLineId: other.ids.planLineId ?? '' }),
    'reference-unknown',
  )
  await refused(t, service, () => freeze(id, { about: 'payee' }), 'request-invalid')
  const third = service.as(anActor('safeguarding-lead', { sub: 'third-lead' }))
  await refused(t, service, () => freeze(id, {}, third), 'concern-not-taken')
  const [one] = (await freeze(id)).ok.freezes
  await refused(t, service, () => liftFreeze(third, one?.id ?? ''), 'concern-not-taken')
})

t.test('where there is no concern, what was frozen for it is lifted', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const none = await concernOn(journey)
  void (await freeze(none)).ok
  void (await settle(lead, none, 'no-concern')).ok
  t.match((await settle(second, none, 'no-concern')).ok.freezes, [{ liftedAt: String, keptSince: null }])
  t.equal((await buy(journey, { amountPence: 100 })).status, 201)
})
