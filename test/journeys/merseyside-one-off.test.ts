import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

t.test('one person comes from the first expression of interest to a first review that is done', async (t) => {
  const service = await startService(t)
  await journeyTo(service, 'review-done')
  t.pass()
})
