import t from 'tap'
import { theCouncil } from '../payees/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { freezeFor, liftFreeze, newestOf, raise, settle, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const second = service.as(anActor('safeguarding-lead', { sub: 'second-lead' }))
t.beforeEach(() => service.clock.set(defaultNow))
t.before(() => theCouncil(service))

const shop = { about: 'payee', payee: 'City Drum Shop' } as const
const held = async (journey: Journey) => (await buy(journey, { amountPence: 100 })).status === 409

/** A concern that both leads have taken, and a freeze of the shop for it that the second placed. */
async function frozen(until = service.clock.today()) {
  const journey = await journeyTo(service, 'money-agreed')
  void (await raise(journey.person, journey)).ok
  const id = (await newestOf(lead, journey)) ?? ''
  for (const client of [lead, second]) void (await take(client, id)).ok
  const { freezes } = (await freezeFor(second, id, { ...shop, until })).ok
  return { journey, id, freezeId: freezes[0]?.id ?? '' }
}

for (const outcome of ['substantiated', 'referred-on'] as const)
  t.test(`a freeze holds on past its day once the concern is settled as ${outcome}, until two lift it`, async (t) => {
    const { journey, id, freezeId } = await frozen()
    t.match((await settle(lead, id, outcome)).ok.freezes, [{ keptSince: String, liftedAt: null }])
    service.clock.advance({ days: 40 })
    t.ok(await held(journey), 'the money of a person who was robbed does not go on by itself')
    const asked = (await liftFreeze(lead, freezeId)).ok
    t.match(asked.freezes, [
      { liftingAskedBy: 'the-safeguarding-lead', liftingBecause: 'The shop has sent the receipts.', liftedAt: null },
    ])
    t.equal(asked.entries.at(-1)?.kind, 'lifting-asked')
    t.ok(await held(journey), 'nothing changes by one who asks')
    const lifted = (await liftFreeze(second, freezeId)).ok
    t.match(lifted.freezes, [{ liftedAt: String }])
    t.match(lifted.entries.at(-1), { kind: 'lifted', by: 'second-lead' })
    t.notOk(await held(journey))
  })

t.test('403 second-person-needed: nobody lifts a freeze alone, by another account either', async (t) => {
  const { journey, id, freezeId } = await frozen()
  const other = anActor('safeguarding-lead', { sub: 'second-lead-again' })
  await sameHuman(service, other.sub, anActor('safeguarding-lead', { sub: 'second-lead' }))
  void (await take(service.as(other), id)).ok
  void (await liftFreeze(second, freezeId)).ok
  for (const client of [second, service.as(other)])
    await refused(t, service, () => liftFreeze(client, freezeId), 'second-person-needed')
  t.ok(await held(journey))
  void (await liftFreeze(lead, freezeId)).ok
  t.notOk(await held(journey))
})

t.test('403 second-person-needed: who froze does not settle it so that it holds for ever', async (t) => {
  const { journey, id } = await frozen()
  for (const outcome of ['substantiated', 'referred-on'] as const)
    await refused(t, service, () => settle(second, id, outcome), 'second-person-needed')
  t.ok(await held(journey))
})

t.test('who settles a frozen concern as none asks for its freezes to be lifted; another settles it', async (t) => {
  const { journey, id } = await frozen('2026-12-22')
  const asked = (await settle(lead, id, 'no-concern')).ok
  t.match(asked, { state: 'looking', outcome: null, settledAt: null, toldToPerson: false })
  t.match(asked.freezes, [{ liftingAskedBy: 'the-safeguarding-lead', liftingBecause: 'So it is.', liftedAt: null }])
  t.match(asked.entries.at(-1), { kind: 'lifting-asked', words: 'So it is.', by: 'the-safeguarding-lead' })
  t.ok(await held(journey), 'one lead alone lets no money go')
  await refused(t, service, () => settle(lead, id, 'no-concern'), 'second-person-needed')
  const settled = (await settle(second, id, 'no-concern')).ok
  t.match(settled, { state: 'settled', outcome: 'no-concern', freezes: [{ liftedAt: String, keptSince: null }] })
  t.same(
    settled.entries.slice(-2).map(({ kind, by }) => `${kind} ${by}`),
    ['lifted second-lead', 'settled second-lead'],
  )
  t.notOk(await held(journey))
})

t.test(
  'nobody settles it as none by two accounts of theirs, nor past a freeze that nobody asked to lift',
  async (t) => {
    const { journey, id, freezeId } = await frozen('2026-12-22')
    const other = anActor('safeguarding-lead', { sub: 'second-lead-once-more' })
    await sameHuman(service, other.sub, anActor('safeguarding-lead', { sub: 'second-lead' }))
    void (await take(service.as(other), id)).ok
    void (await liftFreeze(second, freezeId)).ok
    await refused(t, service, () => settle(service.as(other), id, 'no-concern'), 'second-person-needed')
    void (await freezeFor(second, id, { about: 'payee', payee: 'Another Shop', until: '2026-12-22' })).ok
    const half = (await settle(lead, id, 'no-concern')).ok
    t.match(half.freezes, [{ liftedAt: String }, { liftingAskedBy: 'the-safeguarding-lead', liftedAt: null }])
    t.equal(half.state, 'looking', 'what only one asked for holds on, and with it the concern')
    t.notOk(await held(journey))
    t.equal((await settle(second, id, 'no-concern')).ok.state, 'settled')
  },
)

t.test('a lead who is alone settles it as none once its day is over', async (t) => {
  const { journey, id } = await frozen()
  service.clock.advance({ days: 1 })
  t.match((await settle(second, id, 'no-concern')).ok, { state: 'settled', freezes: [{ liftedAt: null }] })
  t.notOk(await held(journey))
})

t.test('what is over by its day does not come back when the concern is settled', async (t) => {
  const { journey, id } = await frozen()
  service.clock.advance({ days: 1 })
  t.match((await settle(second, id, 'substantiated')).ok.freezes, [{ keptSince: null, liftedAt: null }])
  t.notOk(await held(journey))
})

t.test('400 request-invalid: nobody shortens a freeze by freezing the same for less', async (t) => {
  const { id, freezeId } = await frozen('2026-12-22')
  for (const client of [lead, second])
    await refused(t, service, () => freezeFor(client, id, { ...shop, until: '2026-12-21' }), 'request-invalid')
  void (await liftFreeze(lead, freezeId)).ok
  const { freezes } = (await freezeFor(lead, id, { ...shop, until: '2026-12-22' })).ok
  t.match(freezes.at(-1), { liftingAskedBy: null, liftedAt: null }, 'frozen again, nobody has asked')
})

t.test('404: nobody lifts it who is on the team, whatever they took', async (t) => {
  const { journey, id, freezeId } = await frozen()
  void (await liftFreeze(lead, freezeId)).ok
  const third = service.as(anActor('safeguarding-lead', { sub: 'third-lead' }))
  void (await take(third, id)).ok
  const advocate = aMember({ caseRole: 'advocate', actorId: 'third-lead', organisationId: null })
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/members`, advocate)).ok
  await refused(t, service, () => liftFreeze(third, freezeId), 'not-found')
  t.ok(await held(journey))
})
