import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aMember, aSaidFor } from '../support/builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { lodge, refusedPlan } from './acts.ts'

const service = await startService(t)

t.test('403: after the person’s own no, only they, or whom they chose, appeal', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const { ids, person, careCoordinator, officer } = journey
  const add = (adder: typeof person, sub: string) =>
    adder.post<CaseMember>(
      `/v1/cases/${ids.caseId}/members`,
      aMember({ actorId: sub, caseRole: 'advocate', organisationId: null }),
    )
  for (const [adder, sub] of [
    [careCoordinator, 'staff-chose'],
    [person, 'person-chose'],
  ] as const)
    t.equal((await add(adder, sub)).status, 201)
  t.equal((await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: 'I want nothing.' })).status, 200)
  const recorded = { saidFor: aSaidFor() }
  for (const [name, client, more] of [
    ['the care coordinator', careCoordinator, recorded],
    ['the commissioner', officer, recorded],
    ['an advocate of theirs', service.as(anActor('advocate', { sub: 'staff-chose' })), {}],
  ] as const)
    await refused(t, service, () => lodge(client, decisionId, more), 'case-role-required', name)
  const chosen = service.as(anActor('advocate', { sub: 'person-chose' }))
  const { id } = (await lodge(chosen, decisionId)).ok
  t.equal((await person.post(`/v1/appeals/${id}/withdrawal`)).status, 200)
  t.equal((await lodge(person, decisionId)).status, 201)
})

t.test('201: a no that was recorded for them is no act of theirs, and an appeal is recorded after it', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const { ids, careCoordinator, officer } = journey
  const saidFor = aSaidFor()
  const no = await officer.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: 'No thanks.', saidFor })
  t.equal(no.status, 200)
  t.equal((await lodge(careCoordinator, decisionId, { saidFor })).status, 201)
})
