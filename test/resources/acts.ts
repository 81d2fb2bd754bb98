import type { CourseEnrolment, CourseSession } from '../../src/resources/course-schemas.ts'
import type { NewResource, Resource } from '../../src/resources/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import type { Service } from '../support/service.ts'

export const aResource = (more: Partial<NewResource> = {}): NewResource => ({
  kind: 'community',
  name: 'Garden group at the Grove',
  description: 'We grow vegetables on Tuesdays. No referral is needed.',
  runBy: 'Brixton Growers',
  organisationId: null,
  cost: 'free',
  pricePence: null,
  places: null,
  languages: ['en'],
  culture: null,
  accessibility: null,
  areas: ['Brixton'],
  needs: ['social-contact'],
  contact: 'Come along',
  from: '2026-01-05',
  until: null,
  ...more,
})

export const registerResource = (client: Client, more: Partial<NewResource> = {}) =>
  client.post<Resource>('/v1/resources', aResource(more))

/** A session of a course of a recovery college with so many places, in a month. */
export async function courseWith(service: Service, places: number): Promise<CourseSession> {
  const broker = service.as('broker')
  const { id } = (await registerResource(broker, { kind: 'recovery-college-course', name: 'Wellness planning' })).ok
  return (
    await broker.post<CourseSession>(`/v1/resources/${id}/sessions`, {
      ...{ startsOn: '2026-12-24', endsOn: '2027-01-21', times: 'Tuesdays from 10 to 12' },
      ...{ place: 'Recovery college, 1 Dee Street', places },
    })
  ).ok
}

export const enrol = ({ ids, person }: Journey, courseSessionId: string, client: Client = person) =>
  client.post<CourseEnrolment>(`/v1/cases/${ids.caseId}/course-enrolments`, { courseSessionId })
