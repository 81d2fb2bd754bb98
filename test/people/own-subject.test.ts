import t from 'tap'
import { aPerson } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

/** Has somebody else sign in as the person. */
async function signInAs(journey: Journey, subject: string, client = journey.careCoordinator) {
  const { etag } = await client.get(`/v1/people/${journey.ids.personId}`)
  return client.patch(`/v1/people/${journey.ids.personId}`, { subject }, { ifMatch: etag })
}

t.test('409: nobody takes the person’s place on a case by writing themself down as who signs in as them', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const self = journey.careCoordinator.actor?.sub ?? ''
  const { errors } = await refused(t, service, () => signInAs(journey, self), 'member-not-independent')
  t.match(errors, [{ pointer: '/subject' }])
  const register = () => journey.careCoordinator.post('/v1/people', aPerson({ subject: self }))
  await refused(t, service, register, 'member-not-independent', 'nor by registering a person')
})

t.test('409: nor does anybody who has or had another place on it', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  for (const client of [journey.broker, journey.representative])
    await refused(
      t,
      service,
      () => signInAs(journey, client.actor?.sub ?? '', journey.officer),
      'member-not-independent',
    )
  t.equal((await signInAs(journey, 'a-new-sign-in')).status, 200)
})
