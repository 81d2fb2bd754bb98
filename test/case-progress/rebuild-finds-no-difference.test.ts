import t from 'tap'
import { rebuildProgress } from '../../src/cases/rebuild-progress.ts'
import { startService } from '../support/service.ts'
import { tour } from '../support/tour.ts'

const service = await startService(t)

t.test('after the whole tour, what is kept of every case is what is worked out anew from what it has', async (t) => {
  await tour(service)
  // The tour looks ahead and comes back: what it has reported as late is late from here on.
  service.clock.set('2040-01-03T09:30:00Z')
  const found = []
  for await (const one of rebuildProgress(service.access, false)) found.push(one)
  t.ok(found.some(({ cases }) => cases > 0))
  t.same(
    found.flatMap(({ different }) => different),
    [],
  )
})
