import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { LineHolding } from '../../src/line-holdings/schemas.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import { agreed } from '../crisis-episodes/acts.ts'
import { agreeOn, lineOf, signAgreement } from '../deployment-agreements/acts.ts'
import {
  aProvider,
  draftAgreement,
  recordForProvider,
  renewAgreement,
  secondBroker,
  signedAgreement,
  signForPayer,
} from '../service-agreements/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { aCase, aMember, anOrganisation, aPerson, aReferral, aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const { brokerageId, otherTrustId, providerId } = tenants.QYG
const third = { line: 'daily-support', deployment: 'third-party', instrument: 'broker-held-card' }
const direct = { line: 'daily-support', deployment: 'direct-payment', instrument: 'bank-account', holderId: null }

const newBrokerage = async (code: string) => {
  const body = anOrganisation({ code, name: `Brokerage ${code}`, kind: 'brokerage-organisation' })
  return (await officer.post<Organisation>('/v1/organisations', body)).ok.id
}
const end = async (id: string) => (await officer.post<Organisation>(`/v1/organisations/${id}/ending`)).ok
const choose = ({ person, careCoordinator, ids }: Journey, body: object, by: 'person' | 'coordinator' = 'person') =>
  (by === 'person' ? person : careCoordinator).post<LineHolding>(`/v1/cases/${ids.caseId}/line-holdings`, body)
const held = async (journey: Journey) => {
  const [line] = (await statementOf(journey)).lines
  return [line?.deployment, line?.holderId]
}

t.test(
  'an organisation that was ended is not signed into holding the money of a line, nor chosen for it',
  async (t) => {
    const journey = await agreed(service)
    const holderId = await newBrokerage('ENDS1')
    t.equal((await choose(journey, { ...third, holderId })).ok.tookEffectAt, null)
    const line = await lineOf(journey)
    t.equal((await signAgreement(journey, line, 'person')).status, 201)
    await end(holderId)
    await refused(t, service, () => signAgreement(journey, line, 'commissioner'), 'holding-unsuitable')
    await refused(t, service, () => choose(journey, { ...third, holderId }), 'holding-unsuitable')
    t.same(await held(journey), ['notional', null], 'the way before stays in force')
    t.equal((await choose(journey, direct)).status, 201, 'another way is chosen')
    await agreeOn(journey)
    t.same(await held(journey), ['direct-payment', null])
  },
)

t.test('“that was not me” gives no line back to an organisation that was ended', async (t) => {
  const journey = await agreed(service)
  const holderId = await newBrokerage('ENDS2')
  await choose(journey, { ...third, holderId })
  await agreeOn(journey)
  t.same(await held(journey), ['third-party', holderId])
  const notional = { line: 'daily-support', deployment: 'notional', instrument: 'invoice', holderId: null }
  t.equal((await choose(journey, { ...notional, saidFor: aSaidFor() }, 'coordinator')).status, 201)
  await end(holderId)
  const list = `/v1/cases/${journey.ids.caseId}/said-for-me`
  const { items } = (await journey.person.get<{ items: { id: string; kind: string }[] }>(list)).ok
  const said = items.find(({ kind }) => kind === 'line-holding')
  t.equal((await journey.person.post(`/v1/said-for/${said?.id}/objection`, { words: null })).status, 200)
  t.same(await held(journey), ['notional', null])
})

t.test('no case, referral, delegation or member of staff is given to an organisation that was ended', async (t) => {
  const { id: personId } = (await officer.post<{ id: string }>('/v1/people', aPerson())).ok
  await end(otherTrustId)
  const opening = aCase(personId, { trustId: otherTrustId })
  const { errors } = await refused(t, service, () => officer.post('/v1/cases', opening), 'reference-unknown')
  t.match(errors, [{ pointer: '/trustId' }])
  const referral = () => officer.post('/v1/referrals', aReferral(personId))
  await refused(t, service, referral, 'relation-missing')
  const colleague = { actorId: 'the-colleague', organisationId: otherTrustId, name: 'Quillon Colleague' }
  await refused(t, service, () => officer.post('/v1/staff-members', colleague), 'reference-unknown')
  const delegation = {
    holderId: 'the-team-manager',
    holderName: 'Quillon team manager',
    tierRole: 'team-manager',
    organisationId: otherTrustId,
    delegateId: 'a-delegate',
    delegateName: 'Quillon Delegate',
    from: '2026-11-24',
    until: '2026-12-04',
  }
  const named = await refused(t, service, () => officer.post('/v1/delegations', delegation), 'reference-unknown')
  t.match(named.errors, [{ pointer: '/organisationId' }])
})

t.test('nothing new is agreed with a provider that was ended, and it is named for no line', async (t) => {
  const journey = await agreed(service)
  const broker = service.as('broker')
  const { id: payeeId } = await aProvider(service)
  const signed = await signedAgreement(service, payeeId)
  const { id: drafted } = (await draftAgreement(broker, payeeId)).ok
  await end(providerId)
  await refused(t, service, () => draftAgreement(broker, payeeId), 'request-invalid')
  await refused(t, service, () => signForPayer(secondBroker(service), drafted), 'wrong-state')
  await refused(t, service, () => recordForProvider(broker, drafted), 'wrong-state')
  await refused(t, service, () => renewAgreement(broker, signed), 'wrong-state')
  const line = await lineOf(journey)
  await refused(
    t,
    service,
    () => journey.broker.post(`/v1/plan-lines/${line}/providers`, { payeeId }),
    'request-invalid',
  )
})

t.test('nobody joins the team of a case for an organisation that was ended', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${ids.caseId}/members`
  const { items } = (await careCoordinator.get<{ items: CaseMember[] }>(path)).ok
  const broker = items.find(({ caseRole }) => caseRole === 'broker')
  t.equal((await careCoordinator.post(`${path}/${broker?.id}/departure`)).status < 300, true)
  await end(brokerageId)
  const { errors } = await refused(t, service, () => careCoordinator.post(path, aMember()), 'reference-unknown')
  t.match(errors, [{ pointer: '/organisationId' }])
})
