import { createHash } from 'node:crypto'
import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

interface Told {
  readonly sequence: number
  readonly id: string
  readonly type: string
  readonly subjectId: string
  readonly caseId?: string
  readonly actorId: string
  readonly organisationId: string | null
  readonly schemeVersion: number | null
  readonly facts: object
  readonly happenedAt: string
  readonly previousHash: string
  readonly hash: string
}

const service = await startService(t)
await journeyTo(service, 'plan-drafted')
await service.seal()

/** By what the guide says, and nothing else. */
function hashOf(commissionerId: string, event: Told): string {
  const canonical = [
    commissionerId,
    event.sequence,
    event.id,
    event.type,
    event.subjectId,
    event.caseId ?? null,
    event.actorId,
    event.organisationId,
    event.schemeVersion,
    JSON.stringify(event.facts),
    event.happenedAt.replace('Z', '000Z'),
  ]
  return createHash('sha256')
    .update(`${event.previousHash}\n${JSON.stringify(canonical)}`)
    .digest('hex')
}

t.test('a follower works out the hash of every event by what the guide says of it, and nothing else', async (t) => {
  const own = service.as('machine')
  const { jws } = (await own.get<{ jws: string }>('/v1/audit-head')).ok
  const { commissionerId } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())
  t.equal(commissionerId, tenants.QYG.commissionerId)
  const { items } = (await own.get<{ items: Told[] }>('/v1/events?limit=100')).ok
  t.ok(items.length > 5)
  const sequences = new Map(items.map((event) => [event.sequence, event]))
  for (const event of items) {
    t.equal(hashOf(commissionerId, event), event.hash, `${event.sequence} ${event.type}`)
    const before = sequences.get(event.sequence - 1)
    if (before) t.equal(event.previousHash, before.hash, 'and it follows the one before')
  }
  t.equal(items[0]?.previousHash, '0'.repeat(64))
})

t.test('a change of one letter shows', async (t) => {
  const { items } = (await service.as('machine').get<{ items: Told[] }>('/v1/events?limit=1')).ok
  const [event] = items
  if (!event) throw new Error('there is no event')
  await service.database.sql('update audit_entry set actor_id = $2 where audit_entry_id = $1', [event.id, 'somebody'])
  const [changed] = (await service.as('machine').get<{ items: Told[] }>('/v1/events?limit=1')).ok.items
  t.ok(changed && hashOf(tenants.QYG.commissionerId, changed) !== changed.hash)
})
