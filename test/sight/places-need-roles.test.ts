import t from 'tap'
import type { RecordRead } from '../../src/record-access/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aMember, aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

/** Whose token says that they are somebody's representative, and the register or the token not that they work. */
const withoutWork = ['person', 'representative'] as const

t.test('a place of staff is nothing to a token without the role, in no read and no list', async (t) => {
  const { ids } = await journeyTo(service, 'plan-drafted')
  for (const role of withoutWork) {
    const client = service.as({ ...anActor('care-coordinator'), roles: [role] })
    for (const path of [
      `/cases/${ids.caseId}`,
      `/cases/${ids.caseId}/needs-assessments`,
      `/cases/${ids.caseId}/letters`,
      `/cases/${ids.caseId}/person`,
      `/support-plans/${ids.supportPlanId}`,
      `/people/${ids.personId}`,
    ])
      t.equal((await client.get(`/v1${path}`)).status, 404, `${path} as ${role}`)
    t.same((await client.get<{ items: unknown[] }>('/v1/cases')).ok.items, [], `the list as ${role}`)
  }
})

t.test('who registered a person sees them by the role in which they did, and the read is kept', async (t) => {
  const stranger = anActor('care-coordinator', { sub: 'who-registers' })
  const { id } = (await service.as(stranger).post<{ id: string }>('/v1/people', aPerson())).ok
  const path = `/v1/people/${id}`
  t.equal((await service.as({ ...stranger, roles: ['person'] }).get(path)).status, 404)
  t.equal((await service.as(stranger).get(path)).status, 200)
  await service.app.readLog.flush()
  const { items } = (await service.as('privacy-officer').get<{ items: RecordRead[] }>(`${path}/reads`)).ok
  t.match(items, [{ actorId: 'who-registers', ground: 'registered', operation: 'getPerson', caseId: null }])
})

t.test('nobody works on a case by an account that is not registered as staff', async (t) => {
  const { ids, officer, person } = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${ids.caseId}/members`
  for (const caseRole of ['care-coordinator', 'broker'] as const) {
    const organisationId = caseRole === 'broker' ? tenants.QYG.brokerageId : tenants.QYG.trustId
    const member = aMember({ actorId: 'nobody-has-registered', caseRole, organisationId })
    const { errors } = await refused(t, service, () => officer.post(path, member), 'reference-unknown')
    t.match(errors, [{ pointer: '/actorId' }])
  }
  const own = aMember({ actorId: 'a-friend', caseRole: 'advocate', organisationId: null })
  t.equal((await person.post(path, own)).status, 201, 'who speaks for the person needs no register')
})
