import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { decideInterest, letterOf } from './acts.ts'

const service = await startService(t)

async function letterIn(language: string): Promise<string> {
  const journey = await journeyTo(service, 'expression-submitted')
  const path = `/v1/people/${journey.ids.personId}`
  const { etag } = await journey.careCoordinator.get<Person>(path)
  await journey.careCoordinator.patch(path, { language }, { ifMatch: etag })
  const { decision } = (await decideInterest(journey)).ok
  return (await letterOf(journey.person, decision.id)).ok
}

t.test('a letter names the language of the person, a signed one too', async (t) => {
  t.match(await letterIn('bfi'), /You want to use this language: British Sign Language\./)
})

t.test('a letter has no sentence about a language that has no name', async (t) => {
  t.notMatch(await letterIn('qaa'), /You want to use this language/)
})
