import t from 'tap'
import type { SpendingFreeze } from '../../src/concerns/freeze-schemas.ts'
import type { Concern } from '../../src/concerns/schemas.ts'
import { memberOf, raise, take } from '../concerns/acts.ts'
import { register, showEvidence } from '../payees/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

/**
 * P7: “I was allocated an unqualified volunteer with no supervision, and this volunteer ended up financially abusing me.” What the service refuses, what it
 * raises, who sees it and who does not.
 */
const service = await startService(t)
const lead = service.as('safeguarding-lead')
const second = service.as(anActor('safeguarding-lead', { sub: 'second-lead', name: 'Quillon Second' }))

t.test('P7: a volunteer takes money, and is found out without learning of it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { person, careCoordinator, officer, ids } = journey
  // The volunteer buys for the person from a line that their organisation holds.
  const volunteer = journey.broker
  const cash = (boughtOn: string, payee = 'Corner Kiosk') =>
    buy(journey, { payee, bought: 'Cash for shopping', amountPence: 2_000, boughtOn })
  const timeline = async () => (await volunteer.get<object>(`/v1/cases/${ids.caseId}/timeline?limit=100`)).ok
  const memberId = await memberOf(journey, 'broker')

  // What is refused: more than there is, a day to come, another way of paying, who has nothing to do with the person, and money to who buys.
  const refusals = [
    [await buy(journey, { amountPence: 25_001 }), 'line-overspent'],
    [await buy(journey, { boughtOn: '2026-12-24' }), 'request-invalid'],
    [await buy(journey, { instrument: 'bank-account' }), 'deployment-mismatch'],
    [await buy(journey, { client: service.as(anActor('broker', { sub: 'another-volunteer' })) }), 'not-found'],
    [await cash(service.clock.today(), 'Quillon Broker'), 'payee-to-decide'],
  ] as const
  for (const [answer, code] of refusals) t.equal(answer.problem.code, code)

  // What is not refused is noticed: cash, in whole sums, day after day, to who gives it on.
  const days = []
  for (let day = 0; day < 4; day += 1) {
    days.push((await cash(service.clock.today())).status)
    service.clock.advance({ days: 1 })
  }
  t.same(days, [201, 201, 201, 201])
  const before = await timeline()
  t.ok((await doOnce(service, 'concern-signals')) > 0)

  // The person says it themself, and the volunteer puts it on somebody else. Each is told that it was received.
  const said = await raise(person, journey, {
    about: 'member',
    memberId,
    level: 'high',
    words: 'He asks for my number.',
  })
  const cover = await raise(volunteer, journey, { about: 'payee', payee: 'Her sister', words: 'Her sister takes it.' })
  t.same(Object.keys(said.ok), Object.keys(cover.ok))

  // Who handles concerns sees all of it.
  const { items } = (await lead.get<{ items: { id: string }[] }>('/v1/concerns')).ok
  const taken = await Promise.all(items.map(async ({ id }) => (await take(lead, id)).ok))
  const raised = (about: Concern['about']) =>
    taken.filter((one) => one.about === about).flatMap(({ reports }) => reports.map(({ reason }) => reason))
  t.same([...new Set(raised('line'))], ['cash-burst'])
  t.same([...new Set(raised('payee'))].sort(), ['money-taken', 'round-sums'])
  const ofMember = taken.find((one) => one.memberId === memberId)
  t.ok(ofMember?.reports.some(({ raisedAs, words }) => raisedAs === 'person' && words === 'He asks for my number.'))
  const id = ofMember?.id ?? ''

  // Nobody else does, the volunteer least of all.
  for (const client of [
    person,
    volunteer,
    careCoordinator,
    officer,
    service.as('auditor'),
    service.as('privacy-officer'),
  ])
    for (const path of ['/v1/concerns', `/v1/concerns/${id}`, `/v1/concerns/${id}/purchases`])
      t.equal((await client.get(path)).problem.permission, 'concern:handle')
  t.same(await timeline(), before)

  // The money stops, and the refusal names no concern.
  const until = service.clock.today()
  const freeze = (more: object) =>
    lead.post<Concern>(`/v1/concerns/${id}/freezes`, {
      ...{ about: 'payee', planLineId: null, payee: 'Corner Kiosk', reason: 'It is cash to himself.', until },
      ...more,
    })
  void (await freeze({})).ok
  t.equal((await cash(until)).problem.code, 'held-for-check')
  const stopped = (await freeze({ about: 'line', planLineId: ids.planLineId, payee: null })).ok
  t.equal((await buy(journey, { amountPence: 100 })).problem.code, 'held-for-check', 'nor to anybody else')
  t.same(await timeline(), before)

  // A second lead helps; the council is told; the volunteer leaves; and it is passed on.
  void (await take(second, id)).ok
  void (await second.post(`/v1/concerns/${id}/notes`, { words: 'By telephone, at ten.', told: 'council' })).ok
  void (await officer.post(`/v1/cases/${ids.caseId}/members/${memberId}/departure`)).ok
  t.equal((await buy(journey, { amountPence: 100 })).status, 404)
  t.equal((await buy(journey, { client: careCoordinator, amountPence: 100 })).problem.code, 'case-role-required')
  const settled = await second.post<Concern>(`/v1/concerns/${id}/settlement`, {
    ...{
      outcome: 'referred-on',
      referredTo: 'council-and-police',
      words: 'Eighty pounds went to him.',
      tellPerson: true,
    },
  })
  t.match(settled.ok, { state: 'settled', outcome: 'referred-on' })
  t.same(
    settled.ok.entries.map(({ kind }) => kind),
    ['taken', 'frozen', 'frozen', 'taken', 'told', 'settled'],
  )

  // The line goes on with who comes next of the organisation, and the person reads what became of it.
  const line = stopped.freezes.find((one: SpendingFreeze) => one.about === 'line')
  service.clock.advance({ days: 1 })
  const next = service.as(anActor('broker', { sub: 'next-broker' }))
  void (await next.get('/v1/me')).ok
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember({ actorId: 'next-broker' }))).ok
  t.equal((await buy(journey, { client: next, amountPence: 100 })).problem.code, 'held-for-check')
  for (const client of [lead, second])
    void (await client.post(`/v1/spending-freezes/${line?.id}/lifting`, { reason: 'He has left.' })).ok
  t.equal((await buy(journey, { client: next, amountPence: 100 })).status, 201)
  const record = JSON.stringify((await person.get<object>(`/v1/people/${ids.personId}/record`)).ok)
  t.match(record, /referred-on/)
  t.match(record, /He asks for my number/)
  t.notMatch(record, /Her sister takes it|Eighty pounds/)
})

t.test(
  'P7: a volunteer whom nobody watches over is paid nothing, and a friend who is paid is decided on first',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const coordinator = service.as('care-coordinator')
    const seer = service.as('commissioner-officer')
    const { id } = (await register(coordinator, { kind: 'volunteer', name: 'Vesper Helper' })).ok
    const pay = (payee = 'Vesper Helper') => buy(journey, { payee, payeeId: id, amountPence: 100 })
    const typed = () => buy(journey, { payee: 'Mx Vesper Helper', amountPence: 100 })
    t.equal((await typed()).problem.code, 'request-invalid', 'not by a name that is only typed')
    t.equal((await pay()).problem.code, 'payee-evidence-missing')
    void (await showEvidence(seer, id, 'dbs')).ok
    t.equal((await pay()).problem.code, 'payee-evidence-missing', 'nobody watches over them')
    void (await showEvidence(seer, id, 'supervision')).ok
    t.equal((await pay()).status, 201)

    // The household says that they live there: somebody decides before a penny more.
    const tie = { tie: 'same-household', words: 'They moved in.' }
    void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/payees/${id}/ties`, tie)).ok
    t.equal((await pay()).problem.code, 'payee-to-decide')

    // What was seen of them lapses, and with it the money.
    const decided = { outcome: 'approved', because: 'Nobody else speaks her language.' }
    void (await journey.officer.post(`/v1/cases/${journey.ids.caseId}/payees/${id}/decision`, decided)).ok
    t.equal((await pay()).status, 201)
    service.clock.advance({ days: 3 * 366 })
    t.equal((await pay()).problem.code, 'payee-evidence-missing')
  },
)
