import t from 'tap'
import { anActor } from '../../support/actors.ts'
import { startService } from '../../support/service.ts'

const perMinute = 5

t.test('429: an actor who asks too often waits as long as the answer says, and nobody else does', async (t) => {
  const service = await startService(t, { rateLimitPerMinute: perMinute })
  const often = service.as('care-coordinator')
  for (let n = 0; n < perMinute; n += 1) t.equal((await often.get('/v1/schemes')).status, 200)
  const refused = await often.get('/v1/schemes')
  t.equal(refused.problem.code, 'rate-limited')
  t.ok(Number(refused.headers.get('retry-after')) > 0)
  t.equal((await service.as('broker').get('/v1/schemes')).status, 200)
})

t.test(
  '429: tokens that were not seen before are counted by address, before their signature is looked at',
  async (t) => {
    const service = await startService(t, { rateLimitPerMinute: perMinute })
    const known = service.as('care-coordinator')
    t.equal((await known.get('/v1/schemes')).status, 200)
    const statuses: number[] = []
    for (let n = 0; n < perMinute + 1; n += 1) {
      const stranger = service.withToken(`${await service.tokenFor(anActor('broker', { sub: `guess-${n}` }))}x`)
      statuses.push((await stranger.get('/v1/schemes')).status)
    }
    t.same(new Set(statuses.slice(0, -2)), new Set([401]))
    t.equal(statuses.at(-1), 429)
    t.equal((await known.get('/v1/schemes')).status, 200, 'a token that was verified is not held up by them')
  },
)
