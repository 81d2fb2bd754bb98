import type { CaseMember } from '../../src/case-team/schemas.ts'
import { anActor } from './actors.ts'
import type { Client } from './client.ts'
import type { Journey } from './journey.ts'

export const removal = { reason: 'The court has ended their order.', evidence: 'The register of the court.' }

/** Removes who acts or speaks for the person, as an officer who has nothing else to do with the case, unless the test says otherwise. */
export const remove = (
  { service, ids }: Journey,
  memberId: string,
  client: Client = service.as(anActor('commissioner-officer', { sub: 'who-has-no-part' })),
) => client.post<CaseMember>(`/v1/cases/${ids.caseId}/members/${memberId}/removal`, removal)
