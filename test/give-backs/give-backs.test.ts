import t from 'tap'
import type { GiveBack } from '../../src/give-backs/schemas.ts'
import { paymentsOf } from '../pay-runs/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { paidOut, record, recordByTwo, secondOfficer } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

t.test('what the person gives back is still theirs while the line is open, and can be spent on it', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  t.match(await statementOf(journey), { heldPence: 10_000 })
  const entries = await audited(service, async () => {
    t.match((await recordByTwo(journey, planLineId)).ok, { amountPence: 4_000, toFunders: false })
  })
  t.match(entries, [
    { type: 'give-back.recorded' },
    { type: 'plan-line.money-given-back', facts: { amountPence: 4_000, givenBy: 'person' } },
  ])
  t.notMatch(
    JSON.stringify(entries.map(({ facts }) => facts)),
    /FPI|statement/,
    'no reference and no evidence in an event',
  )
  t.match(await statementOf(journey), { heldPence: 6_000, returnedPence: 4_000, recoveredPence: 0 })
  const { items } = (await journey.person.get<{ items: GiveBack[] }>(`/v1/cases/${journey.ids.caseId}/give-backs`)).ok
  t.match(items, [{ reference: `FPI-${journey.ids.caseId}`, receivedOn: '2026-11-24' }])
  const bought = { client: journey.person, instrument: 'bank-account', planLineId, amountPence: 10_000 } as const
  t.equal((await buy(journey, bought)).status, 201)
  t.match(await statementOf(journey), { heldPence: 0, returnedPence: 0, spentPence: 10_000, owedPence: 4_000 })
  t.match(
    (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed'),
    [{ payeeId: null, amountPence: 4_000, dueOn: '2026-11-24', state: 'planned' }],
    'what they laid out beyond what they had is paid to them',
  )
})

t.test('no penny more than is held, once for each reference, on a day that can be, by who can have it', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  await refused(t, service, () => record(journey, planLineId, { amountPence: 10_001 }), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, { receivedOn: '2026-11-25' }), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, { receivedOn: '2026-11-23' }), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, { givenBy: 'holder' }), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, { evidence: '\u2060' }), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, {}, journey.person), 'permission-missing')
  await refused(t, service, () => record(journey, planLineId, {}, journey.careCoordinator), 'case-role-required')
  const stranger = service.as(anActor('commissioner-officer', { sub: 'officer-elsewhere', commissioner: 'QOP' }))
  await refused(t, service, () => record(journey, planLineId, {}, stranger), 'not-found')
  t.equal((await recordByTwo(journey, planLineId, { amountPence: 10_000 })).status, 201)
  await refused(t, service, () => record(journey, planLineId, { amountPence: 1 }), 'wrong-state')
  await refused(
    t,
    service,
    () => record(journey, planLineId, { amountPence: 1, reference: 'FPI-2' }),
    'request-invalid',
  )
})

t.test('nothing moves until a second human has recorded the same; who recorded it first can correct it', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  const still = async () => t.match(await statementOf(journey), { heldPence: 10_000, returnedPence: 0 })
  const second = secondOfficer(journey)
  t.match((await record(journey, planLineId, { amountPence: 4_001 })).ok, { confirmedAt: null })
  await still()
  await refused(t, service, () => record(journey, planLineId, { amountPence: 4_001 }), 'second-person-needed')
  await sameHuman(service, 'the-officer-again', anActor('commissioner-officer'))
  const again = service.as(anActor('commissioner-officer', { sub: 'the-officer-again' }))
  await refused(t, service, () => record(journey, planLineId, { amountPence: 4_001 }, again), 'second-person-needed')
  const { errors } = await refused(t, service, () => record(journey, planLineId, {}, second), 'request-invalid')
  t.match(errors, [{ pointer: '/amountPence' }])
  t.match((await record(journey, planLineId)).ok, { amountPence: 4_000, confirmedAt: null, confirmedEvidence: null })
  await still()
  const own = { reference: `fpi ${journey.ids.caseId?.toUpperCase()}`, evidence: 'The account itself, at the bank.' }
  const papers = { evidence: 'The bank statement, page 3.', confirmedEvidence: own.evidence }
  t.match((await record(journey, planLineId, own, second)).ok, { ...papers, confirmedAt: String })
  t.match(await statementOf(journey), { heldPence: 6_000, returnedPence: 4_000 })
  const { items } = (await journey.person.get<{ items: GiveBack[] }>(`/v1/cases/${journey.ids.caseId}/give-backs`)).ok
  t.match(items, [{ amountPence: 4_000, ...papers }])
  t.equal(items.length, 1, 'what was corrected stands no more')
})

t.test('one reference is one payment, of whichever line and case, also at once', async (t) => {
  const [one, other] = [await paidOut(service), await paidOut(service)]
  void (await recordByTwo(one.journey, one.planLineId, { reference: 'FPI-99' })).ok
  const more = { reference: ' fpi 99 ' }
  await refused(t, service, () => record(other.journey, other.planLineId, more), 'wrong-state')
  const officers = [one.journey.officer, secondOfficer(one.journey)]
  const both = await Promise.all(
    [one, other].map(({ journey, planLineId }, index) =>
      record(journey, planLineId, { reference: 'FPI-100' }, officers[index]),
    ),
  )
  t.same(both.map(({ status }) => status).sort(), [201, 409])
})

t.test('of many at once no more than is held comes back', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      recordByTwo(journey, planLineId, { amountPence: 3_000, reference: `FPI ${index}` }),
    ),
  )
  t.equal(all.filter(({ status }) => status === 201).length, 3)
  t.match(await statementOf(journey), { heldPence: 1_000, returnedPence: 9_000 })
})

t.test('once the budget has ended it goes on to those who paid for the line', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  const ended = await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  t.ok(ended.status < 300)
  const given = async () => (await statementOf(journey)).sources.reduce((sum, { givenPence }) => sum + givenPence, 0)
  t.equal(await given(), 10_000, 'they have what the person holds')
  t.match((await recordByTwo(journey, planLineId, { amountPence: 9_999 })).ok, { toFunders: true })
  t.match(await statementOf(journey), { heldPence: 1, returnedPence: 0 })
  t.equal(await given(), 1)
})

t.test('what was never paid out does not come back', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const body = { givenBy: 'holder', amountPence: 1 }
  await refused(t, service, () => record(journey, journey.ids.planLineId, body), 'request-invalid')
})
