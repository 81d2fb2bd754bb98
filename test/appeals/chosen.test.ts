import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { decideInterest } from '../decisions/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember, aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const lodge = async (client: Client, decisionId: string) =>
  (await client.post<Appeal>(`/v1/decisions/${decisionId}/appeals`, { words: 'I do not agree.' })).ok
const advocate = async ({ ids }: Journey, adder: Client, sub: string) => {
  const body = aMember({ actorId: sub, caseRole: 'advocate', organisationId: null })
  const { chosenByPerson } = (await adder.post<CaseMember>(`/v1/cases/${ids.caseId}/members`, body)).ok
  return { chosenByPerson, client: service.as(anActor('advocate', { sub })) }
}
/** A refusal on a case with an advocate whom somebody of it added. */
async function declined(adder: (journey: Journey) => Client, sub: string) {
  const journey = await journeyTo(service, 'expression-submitted')
  const added = await advocate(journey, adder(journey), sub)
  const { decision } = (await decideInterest(journey, { outcome: 'declined', reasons: [aReason] })).ok
  return { journey, ...added, decisionId: decision.id }
}
const reviewer = service.as(anActor('commissioner-officer', { sub: 'who-reviews' }))
const uphold = async ({ id }: Appeal) =>
  t.equal((await reviewer.post(`/v1/appeals/${id}/decision`, { outcome: 'upheld', reasons: [aReason] })).status, 201)

t.test('an appeal by an advocate whom staff chose uses up no right of the person', async (t) => {
  const { journey, chosenByPerson, client, decisionId } = await declined((of) => of.careCoordinator, 'chosen-by-staff')
  t.equal(chosenByPerson, false)
  await uphold(await lodge(client, decisionId))
  t.match(await lodge(journey.person, decisionId), { statutory: true, status: 'lodged' })
})

t.test('one by an advocate whom the person chose is the person’s own', async (t) => {
  const { journey, chosenByPerson, client, decisionId } = await declined((of) => of.person, 'chosen-by-person')
  t.equal(chosenByPerson, true)
  await uphold(await lodge(client, decisionId))
  t.match(await lodge(journey.person, decisionId), { statutory: false, status: 'awaiting-acceptance' })
})

t.test('403: an advocate whom staff chose does not undo what the person said', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const { ids, careCoordinator, officer, person } = journey
  const staffs = await advocate(journey, careCoordinator, 'undoes-for-staff')
  const own = await advocate(journey, person, 'undoes-for-person')
  const withdrawal = { words: 'No thanks.', saidFor: aSaidFor() }
  t.equal((await officer.post(`/v1/cases/${ids.caseId}/withdrawal`, withdrawal)).status, 200)
  const [said] = (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
  const object = (client: Client) => client.post(`/v1/said-for/${said?.id}/objection`, { words: null })
  await refused(t, service, () => object(staffs.client), 'case-role-required')
  t.equal((await object(own.client)).status, 200)
})
