import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

const service = await startService(t, { poolSize: 4 })
const { ids } = await journeyTo(service, 'plan-agreed')
const token = await service.tokenFor('person')
const { hostname, port } = new URL(service.baseUrl)

/** Asks, and hangs up so many milliseconds later. */
function hangUp(path: string, after: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, async () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`)
      await wait(after)
      socket.destroy()
    })
    socket.on('error', () => {}).once('close', () => resolve())
  })
}

/** Connections in use, once none is expected to be, or a while later. */
async function inUse(): Promise<number> {
  for (let waited = 0; waited < 3_000; waited += 50) {
    const { total, idle } = service.access.counts()
    if (total === idle) return 0
    await wait(50)
  }
  const { total, idle } = service.access.counts()
  return total - idle
}

t.test('whoever hangs up on their record, whenever they do, keeps no connection to the database', async (t) => {
  for (const page of ['record', 'record-page'])
    for (let after = 0; after < 24; after += 1) await hangUp(`/v1/people/${ids.personId}/${page}`, after)
  t.equal(await inUse(), 0)
  t.equal((await service.as('person').get(`/v1/cases/${ids.caseId}`)).status, 200)
})
