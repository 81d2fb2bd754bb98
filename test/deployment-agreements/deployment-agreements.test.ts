import t from 'tap'
import type { DeploymentAgreement } from '../../src/deployment-agreements/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { agreed } from '../crisis-episodes/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { agreementOn, agreeOn, lineOf, signAgreement } from './acts.ts'

const service = await startService(t)
const direct = { line: 'daily-support', deployment: 'direct-payment', instrument: 'bank-account', holderId: null }
const notional = { ...direct, deployment: 'notional', instrument: 'invoice' }
const card = { ...direct, instrument: 'pre-paid-card' }
const choose = (journey: Journey, body: object) =>
  journey.person.post<{ tookEffectAt: string | null }>(`/v1/cases/${journey.ids.caseId}/line-holdings`, body)
const held = async (journey: Journey) => (await statementOf(journey)).lines[0]?.instrument
const listed = async (journey: Journey) =>
  (await journey.person.get<{ items: DeploymentAgreement[] }>(`/v1/cases/${journey.ids.caseId}/deployment-agreements`))
    .ok.items

t.test('the person and the commissioner sign the terms, and who may spend is named in them', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const line = await lineOf(journey)
  const read = (await agreementOn(journey, line)).ok
  t.match(read, { id: null, personSignedAt: null, commissionerSignedAt: null, deployment: 'third-party' })
  t.same(read.spenders, [{ role: 'broker', organisationId: tenants.QYG.brokerageId }])
  t.same(
    read.terms.map(({ about }) => about),
    ['what-may-be-bought', 'what-may-be-bought', 'how-it-is-held', 'records', 'return', 'review', 'notice'],
  )
  const first = await audited(service, () => signAgreement(journey, line, 'person'))
  t.match(
    first.filter(({ type }) => type.startsWith('deployment')),
    [{ type: 'deployment-agreement.signed', facts: { party: 'person', termsVersion: 3 } }],
  )
  const second = await audited(service, async () => {
    const answer = await signAgreement(journey, line, 'commissioner')
    t.match([answer.status, answer.ok.personSignedAs], [201, 'person'])
  })
  t.same(
    second.map(({ type }) => type).filter((type) => type.startsWith('deployment')),
    ['deployment-agreement.signed', 'deployment-agreement.in-force'],
  )
  t.match(await listed(journey), [{ endedAt: null, personSignedAs: 'person', contentHash: read.contentHash }])
  await refused(t, service, () => signAgreement(journey, line, 'person'), 'already-signed')
})

t.test('nobody signs for the other, twice, in two accounts, or what they have not read', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const line = await lineOf(journey)
  for (const client of [journey.person, journey.careCoordinator])
    await refused(t, service, () => signAgreement(journey, line, 'commissioner', client), 'case-role-required')
  await refused(t, service, () => signAgreement(journey, line, 'person', journey.officer), 'case-role-required')
  await refused(t, service, () => signAgreement(journey, line, 'person', journey.broker), 'permission-missing')
  const stale = { contentHash: '0'.repeat(64) }
  await refused(t, service, () => signAgreement(journey, line, 'person', journey.person, stale), 'agreement-changed')
  await refused(
    t,
    service,
    () => signAgreement(journey, line, 'person', journey.person, { saidFor: aSaidFor() }),
    'request-invalid',
  )
  const stranger = service.as(anActor('person', { sub: 'another-person' }))
  await refused(t, service, () => signAgreement(journey, line, 'person', stranger), 'not-found')
  t.same(await listed(journey), [])
})

t.test('a way that waits is not in force until both have signed: on no day may nobody spend, or two', async (t) => {
  const journey = await agreed(service)
  const planLineId = await lineOf(journey)
  // Whether they may: what is set aside for payments that come is not there to be spent yet.
  const may = async (client: typeof journey.person, instrument: 'bank-account' | 'invoice') => {
    const answer = await buy(journey, { planLineId, instrument, client, amountPence: 100 })
    return answer.status === 201 || answer.problem.code === 'line-overspent'
  }
  const both = async () => [await may(journey.person, 'bank-account'), await may(journey.broker, 'invoice')]
  t.equal((await choose(journey, direct)).ok.tookEffectAt, null)
  t.same(await both(), [false, true], 'as before')
  await signAgreement(journey, planLineId, 'person')
  t.same(await both(), [false, true], 'signed by one of the two')
  await signAgreement(journey, planLineId, 'commissioner')
  t.same(await both(), [true, false], 'the one who may has changed in one moment')
  t.equal((await choose(journey, notional)).status, 201)
  t.same(await both(), [false, true], 'money that nobody has in hand needs no agreement')
  t.not((await choose(journey, direct)).ok.tookEffectAt, null, 'and what was agreed before is in force at once')
  t.same(await both(), [true, false])
})

t.test('another choice takes the place of one that waits, and the way that there is can be chosen again', async (t) => {
  const journey = await agreed(service)
  const planLineId = await lineOf(journey)
  await choose(journey, direct)
  await signAgreement(journey, planLineId, 'person')
  await choose(journey, card)
  await agreeOn(journey)
  t.equal(await held(journey), 'pre-paid-card')
  await choose(journey, notional)
  t.equal(await held(journey), 'invoice')
  await choose(journey, direct)
  t.not((await choose(journey, notional)).ok.tookEffectAt, null, 'calls it off')
  await refused(t, service, () => agreementOn(journey, planLineId), 'not-found', 'nothing waits')
  await refused(t, service, () => choose(journey, notional), 'holding-unsuitable')
})

t.test('the coordinator records that the person signed, and “that was not me” ends the agreement', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { careCoordinator, person, ids } = journey
  const line = await lineOf(journey)
  await refused(t, service, () => signAgreement(journey, line, 'person', careCoordinator), 'own-words-missing')
  await signAgreement(journey, line, 'person', careCoordinator, { saidFor: aSaidFor() })
  await signAgreement(journey, line, 'commissioner')
  const [told] = (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
  t.match(told, { kind: 'deployment-agreement', recordedAs: 'care-coordinator' })
  t.equal((await person.post(`/v1/said-for/${told?.id}/objection`, { words: null })).status, 200)
  const [ended] = await listed(journey)
  t.not(ended?.endedAt, null)
  t.match((await agreementOn(journey, line)).ok, { id: null, personSignedAt: null })
})

t.test('who may spend on each line is known before a plan is agreed, by the rule that purchases follow', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const of = await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}/spenders`)
  t.match(of.ok, {
    lines: [
      {
        line: 'drum-kit',
        deployment: 'third-party',
        spenders: [{ role: 'broker', organisationId: tenants.QYG.brokerageId }],
      },
    ],
  })
  await refused(t, service, () => service.as('machine').get('/v1/support-plans/nonsense/spenders'), 'request-invalid')
})
