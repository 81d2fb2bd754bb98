import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import { withAccount } from '../bank-accounts/acts.ts'
import { newestOf, raise, take } from '../concerns/acts.ts'
import { decidePayee, declareTie, showEvidence } from '../payees/acts.ts'
import { agreedWith, differencesOf, givenByProvider, name } from '../payments/acts.ts'
import { aProvider, endAgreement } from '../service-agreements/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { aPayer, draft, handOver, holdAll, payers } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
const officer = service.as('commissioner-officer')
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => holdAll(service))

/** What was handed over of a provider who was named, could be paid and had an agreement, and which agreement. */
async function handedOver(day: string) {
  const journey = await givenByProvider(service)
  const provider = await aProvider(service)
  const agreementId = await agreedWith(service, provider.id)
  await withAccount(service, provider.id, { name: 'Riverside Support', accountNumber: '33334444' })
  void (await name(journey, provider.id)).ok
  service.clock.set(`${day}T09:30:00Z`)
  const run = await handOver(service, '2027-01-04')
  return { journey, provider, agreementId, runId: run.id }
}
type HandedOver = Awaited<ReturnType<typeof handedOver>>
const firstOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: Payment[] }>(`/v1/cases/${ids.caseId}/payments`)).ok.items.find(
    ({ dueOn }) => dueOn === '2027-01-04',
  )
const fileOf = (runId: string) => drafter.post(`/v1/pay-runs/${runId}/file`, { format: 'csv' })

const freeze = async ({ journey }: HandedOver, more: object) => {
  const lead = service.as('safeguarding-lead')
  void (await raise(journey.careCoordinator, journey)).ok
  const concernId = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, concernId)).ok
  const about = { about: 'case', planLineId: null, payee: null, reason: 'Somebody else has the card.', ...more }
  void (await lead.post(`/v1/concerns/${concernId}/freezes`, { ...about, until: '2027-01-20' })).ok
}
const reasons: readonly (readonly [string, string, (of: HandedOver) => Promise<unknown>, day?: string])[] = [
  [
    'a death that is reported',
    'death-reported',
    async ({ journey }) =>
      (
        await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, {
          ending: 'died',
          on: '2026-12-30',
        })
      ).ok,
  ],
  [
    // What they gave by that day is planned anew.
    'a payee that is ended',
    'schedule-changed',
    async ({ provider }) => (await officer.post(`/v1/payees/${provider.id}/ending`)).ok,
    '2026-12-15',
  ],
  [
    'a decision that the payee is not paid',
    'payee-not-to-be-paid',
    async ({ journey, provider }) => (await decidePayee(journey.officer, journey, provider.id, 'refused')).ok,
  ],
  [
    'a tie that is declared',
    'payee-not-to-be-paid',
    async ({ journey, provider }) => (await declareTie(journey.person, journey, provider.id)).ok,
  ],
  [
    'an agreement that is ended',
    'service-agreement-missing',
    async ({ agreementId }) => (await endAgreement(officer, agreementId, '2026-12-30')).ok,
    '2026-12-30',
  ],
  ['a freeze of the payee', 'being-checked', (of) => freeze(of, { about: 'payee', payee: 'Riverside Support' })],
  [
    'a freeze of the line',
    'being-checked',
    (of) => freeze(of, { about: 'line', planLineId: of.journey.ids.planLineId }),
  ],
  [
    'a line that has closed',
    'line-closed',
    async ({ journey }) =>
      (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok,
  ],
  [
    'a pause of the line',
    'line-paused',
    async ({ journey }) =>
      (
        await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/line-pauses`, {
          ...{ lines: ['support'], cause: 'in-hospital', from: '2026-12-31', until: '2027-01-20' },
        })
      ).ok,
  ],
  [
    'a signature that the person says was not theirs',
    'signature-disputed',
    // As it is where the care coordinator had recorded it: the statement is about the text that was signed.
    ({ journey }) =>
      service.database.sql(
        `with s as (insert into said_for (commissioner_id, said_for_id, case_id, kind, subject_id, said_on, how, present, evidence, recorded_by, recorded_as, recorded_at, objection_by, objected_at, objected_by)
           select commissioner_id, gen_random_uuid(), case_id, 'signature', support_plan_id, '2026-11-24', 'in-person', 'Both', 'A note', 'x', 'care-coordinator', $2, '2027-03-01', $2, 'x'
           from support_plan where support_plan_id = $1 returning said_for_id)
         update signature set said_for_id = (select said_for_id from s) where support_plan_id = $1 and case_role = 'person'`,
        [journey.ids.supportPlanId, service.clock.now()],
      ),
  ],
  [
    'a change of who the person is that nobody has confirmed',
    'identity-to-confirm',
    async ({ journey }) => {
      const path = `/v1/people/${journey.ids.personId}`
      const { etag } = await journey.careCoordinator.get(path)
      void (await journey.careCoordinator.patch(path, { familyName: 'Somebody-Else' }, { ifMatch: etag })).ok
    },
  ],
  [
    'a kind of evidence that there is none of',
    'payee-not-to-be-paid',
    // As it is where the rules come to ask for one that was not asked for.
    ({ provider }) =>
      service.database.sql(`delete from payee_evidence where payee_id = $1 and kind = 'insurance'`, [provider.id]),
  ],
]

for (const [what, reason, comes, day = '2026-12-31'] of reasons)
  t.test(`before the file is made first, ${what} takes the payment out of the run`, async (t) => {
    const of = await handedOver(day)
    t.match(await firstOf(of.journey), { state: 'with-the-bank' })
    service.clock.advance({ minutes: 5 })
    await comes(of)
    t.match((await fileOf(of.runId)).problem, { code: 'nothing-to-pay' })
    const after = await firstOf(of.journey)
    t.equal(after?.cancelledBecause ?? after?.holdReason, reason)
    t.match((await drafter.get(`/v1/pay-runs/${of.runId}`)).ok, { status: 'settled', payments: 0 })
    t.match((await statementOf(of.journey)).pendingPence, 0)
    t.same(await differencesOf(service), [])
  })

t.test(
  'papers that lapse before the file is made have the payment wait, and it goes once they are renewed',
  async (t) => {
    const journey = await givenByProvider(service)
    const provider = await aProvider(service)
    await service.database.sql(`update payee_evidence set expires_on = '2027-01-05' where payee_id = $1`, [provider.id])
    await agreedWith(service, provider.id)
    await withAccount(service, provider.id, { name: 'Riverside Support', accountNumber: '33334444' })
    void (await name(journey, provider.id)).ok
    service.clock.set('2027-01-05T09:30:00Z')
    const run = await handOver(service, '2027-01-04', { payOn: '2027-01-06' })
    t.match(await firstOf(journey), { state: 'with-the-bank' }, 'on their last day')
    service.clock.set('2027-01-06T00:00:00Z')
    t.match((await fileOf(run.id)).problem, { code: 'nothing-to-pay' }, 'the day after')
    t.match(await firstOf(journey), { holdReason: 'payee-not-to-be-paid' })
    const sees = service.as(anActor('care-coordinator', { sub: 'who-sees-papers' }))
    for (const kind of ['registration', 'insurance'])
      void (await showEvidence(sees, provider.id, kind, { issuedOn: '2027-01-06' })).ok
    t.match((await draft(drafter, '2027-01-04', { payOn: '2027-01-07' })).ok, { payments: 1 })
    t.same(await differencesOf(service), [])
  },
)
