import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { LikelyDouble } from '../../src/people/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import type { SignInCode } from '../../src/sign-ins/schemas.ts'
import { decide, overLimit } from '../sign-off/acts.ts'
import { verify } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { aBasis, aMember, aPerson, aReferral, aSaidFor } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { accepted, anExpression, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

/** Each test gives one human a second account and has them do with it what another must do. */
const service = await startService(t)
const officer = anActor('commissioner-officer')
const otherAccount = anActor('commissioner-officer', { sub: 'the-officer-again' })
await sameHuman(service, otherAccount.sub, officer)
const [first, again] = [service.as(officer), service.as(otherAccount)]
const coordinator = service.as('care-coordinator')
const register = async () => (await coordinator.post<{ id: string }>('/v1/people', aPerson())).ok.id

t.test('a code is not confirmed by another account of who issued it', async (t) => {
  const path = `/v1/people/${await register()}/sign-in-codes`
  const { id } = (await first.post<SignInCode>(path, { handedOver: 'by-post' })).ok
  const confirm = () => again.post(`/v1/sign-in-codes/${id}/confirmation`)
  await refused(t, service, confirm, 'second-person-needed')
})

t.test('a sign-in does not end by two accounts of one officer', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  t.equal((await first.post(`/v1/sign-ins/${ids.signInId}/ending`)).status, 200)
  const confirm = () => again.post(`/v1/sign-ins/${ids.signInId}/ending/confirmation`)
  await refused(t, service, confirm, 'second-person-needed')
})

t.test('two records are not joined by two accounts of one officer', async (t) => {
  const [personId, otherPersonId] = [await register(), await register()]
  const { id } = (await first.post<LikelyDouble>('/v1/likely-doubles', { personId, otherPersonId })).ok
  await first.post(`/v1/likely-doubles/${id}/joining`, { goesOnId: personId })
  const confirm = () => again.post(`/v1/likely-doubles/${id}/joining/confirmation`, { goesOnId: personId })
  await refused(t, service, confirm, 'second-person-needed')
})

t.test('nobody takes a record with an account of theirs whose code they issued with another', async (t) => {
  const personId = await register()
  const issued = await coordinator.post<SignInCode & { code: string }>(`/v1/people/${personId}/sign-in-codes`, {
    handedOver: 'by-post',
  })
  await first.post(`/v1/sign-in-codes/${issued.ok.id}/confirmation`)
  await sameHuman(service, 'private-account', officer)
  const link = service.as(anActor('person', { sub: 'private-account' }))
  const answer = await link.post('/v1/sign-ins', { code: issued.ok.code, bornOn: '1984-02-29' })
  t.equal(answer.problem.code, 'sign-in-refused')
})

t.test('an expression of interest is not decided on by another account of who made it', async (t) => {
  const { ids } = await journeyTo(service, 'team-complete')
  const made = await first.post<{ id: string }>(`/v1/cases/${ids.caseId}/expressions-of-interest`, anExpression())
  await coordinator.post(`/v1/expressions-of-interest/${made.ok.id}/recorded-submission`, { saidFor: aSaidFor() })
  const decide = () => again.post(`/v1/expressions-of-interest/${made.ok.id}/decision`, accepted)
  await refused(t, service, decide, 'decision-not-independent')
})

t.test('the evidence of a representative is not checked by another account of who named them', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const body = aMember({ actorId: 'a-niece', caseRole: 'representative', organisationId: null, basis: aBasis })
  const named = (await first.post<CaseMember>(`/v1/cases/${journey.ids.caseId}/members`, body)).ok
  await refused(t, service, () => verify(journey, named.id, again), 'verifier-not-independent')
})

t.test('nor by another account of who decided on the case', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const body = aMember({ actorId: 'a-nephew', caseRole: 'representative', organisationId: null, basis: aBasis })
  const path = `/v1/cases/${journey.ids.caseId}/members`
  const named = (await journey.careCoordinator.post<CaseMember>(path, body)).ok
  t.equal(journey.officer.actor?.sub, officer.sub)
  await refused(t, service, () => verify(journey, named.id, again), 'verifier-not-independent')
})

t.test('nobody makes another account of theirs who acts for the person', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  await sameHuman(service, 'the-coordinator-again', anActor('care-coordinator'))
  const body = (actorId: string) => aMember({ actorId, caseRole: 'advocate', organisationId: null })
  const path = `/v1/cases/${ids.caseId}/members`
  await refused(t, service, () => first.post(path, body(otherAccount.sub)), 'case-role-required')
  await refused(t, service, () => first.post(path, body('the-coordinator-again')), 'member-not-independent')
})

t.test('that it was not the person is not answered by another account of who recorded it', async (t) => {
  const { ids, person } = await journeyTo(service, 'plan-agreed')
  const said = { words: 'No thanks.', saidFor: aSaidFor(), reasons: [aReason] }
  t.equal((await first.post(`/v1/cases/${ids.caseId}/withdrawal`, said)).status, 200)
  const told = await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)
  const path = `/v1/said-for/${told.ok.items[0]?.id}/objection`
  t.equal((await person.post(path, { words: null })).status, 200)
  const answer = () => again.post(`${path}/answer`, { outcome: 'was-said', words: 'It was you.' })
  await refused(t, service, answer, 'reviewer-not-independent')
})

t.test('a referral is not answered by another account of who recorded it', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const { id } = (await first.post<{ id: string }>('/v1/referrals', aReferral(ids.personId))).ok
  for (const answer of ['denial', 'acceptance'])
    await refused(t, service, () => again.post(`/v1/referrals/${id}/${answer}`), 'second-person-needed')
})

t.test('who is named as a representative and not verified is not independent either', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const name = (actorId: string, client = journey.careCoordinator) =>
    client.post<CaseMember>(
      `/v1/cases/${journey.ids.caseId}/members`,
      aMember({ actorId, caseRole: 'representative', organisationId: null, basis: aBasis }),
    )
  const [teamManager, aColleague] = [journey.teamManager.actor?.sub ?? '', 'an-officer-who-is-a-sister']
  const sister = await name(aColleague)
  const manager = (await name(teamManager)).ok
  const officerWhoIs = service.as(anActor('commissioner-officer', { sub: aColleague }))
  await refused(t, service, () => verify(journey, manager.id, officerWhoIs), 'own-case')
  t.equal(sister.status, 201)
  await refused(t, service, () => decide(journey, journey.teamManager), 'decision-not-independent')
})
