import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { aCase } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

t.test('201: a case opens where the journey begins', async (t) => {
  const service = await startService(t)
  const { ids, careCoordinator } = await journeyTo(service, 'person-registered')
  const answer = await careCoordinator.post<CaseView>('/v1/cases', aCase(ids.personId))
  t.match(answer.ok, { stage: 'expression-of-interest', moment: 'case-opened', endedAt: null })
  t.equal(answer.status, 201)
  await journeyTo(service, 'team-complete')
})
