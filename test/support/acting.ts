import type { CaseMember, NewBasis } from '../../src/case-team/schemas.ts'
import { anActor } from './actors.ts'
import { aBasis, aMember } from './builders.ts'
import type { Client } from './client.ts'
import type { Journey } from './journey.ts'

/** Says that the evidence was seen, as an officer who has nothing else to do with the case, unless the test says otherwise. */
export const verify = (
  { service, ids }: Journey,
  memberId: string,
  client: Client = service.as(anActor('commissioner-officer', { sub: 'who-checks-evidence' })),
) =>
  client.post<CaseMember>(`/v1/cases/${ids.caseId}/members/${memberId}/verification`, {
    evidence: 'Seen on the register of the Public Guardian.',
  })

/** Somebody who acts for the person on a ground that the care coordinator states and somebody independent has checked. */
export async function actingOn(journey: Journey, actorId: string, basis: Partial<NewBasis> = {}): Promise<Client> {
  const body = aMember({ actorId, caseRole: 'representative', organisationId: null, basis: { ...aBasis, ...basis } })
  const { id } = (await journey.careCoordinator.post<CaseMember>(`/v1/cases/${journey.ids.caseId}/members`, body)).ok
  const { status } = await verify(journey, id)
  if (status !== 200) throw new Error(`the evidence was not verified: ${status}`)
  return journey.service.as(anActor('representative', { sub: actorId }))
}

/** That the person cannot make a decision, as a psychiatrist found today, unless the test says otherwise. */
export const assessCapacity = ({ careCoordinator, ids, service }: Journey, more: object = {}) =>
  careCoordinator.post(`/v1/cases/${ids.caseId}/capacity-assessments`, {
    decision: 'sign-plan',
    outcome: 'lacks-capacity',
    assessedOn: service.clock.today(),
    assessedByName: 'Dr Quillon Assessor',
    assessedByProfession: 'Consultant psychiatrist',
    how: 'Two talks of half an hour.',
    support: 'With an interpreter, in the morning.',
    fluctuates: true,
    reviewOn: '2026-12-08',
    ...more,
  })
