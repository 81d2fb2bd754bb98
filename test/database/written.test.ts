import t, { Test } from 'tap'
import { aPerson, unknownId } from '../support/builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { sql, fingerprint } = service.database
const { commissionerId, schemeId } = tenants.QYG
const change = `update scheme set title = title where scheme_id = '${schemeId}'`

/** The tables that count more writes after the work than before it. */
async function writtenBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = await fingerprint()
  await work()
  const after = await fingerprint()
  return Object.keys(after).filter((table) => after[table] !== before[table])
}

t.test('what is committed is seen: an insert, a change that changes nothing, and a delete', async (t) => {
  const added = `insert into scheme values ('${commissionerId}', '${unknownId()}', 'of-this-test', 'Of this test')`
  t.same(await writtenBy(() => sql(added)), ['scheme'])
  t.same(await writtenBy(() => sql(change)), ['scheme'])
  t.same(await writtenBy(() => sql("delete from scheme where code = 'of-this-test'")), ['scheme'])
})

t.test('what is rolled back, and what finds no row, is not', async (t) => {
  t.same(await writtenBy(() => sql(`begin; ${change}; rollback`)), [])
  t.same(await writtenBy(() => sql('update scheme set title = title where false')), [])
})

t.test('what the service writes as its own role is seen, over its own connections', async (t) => {
  const written = await writtenBy(() => service.as('care-coordinator').post('/v1/people', aPerson()))
  t.same(written.sort(), ['audit_entry', 'idempotency_record', 'person', 'recorded_identity'])
})

t.test('a refusal beside which something is written does not pass', async (t) => {
  const ask = async (beside: () => Promise<unknown>) => {
    await beside()
    return service.as('care-coordinator').get(`/v1/people/${unknownId()}`)
  }
  const passes = async (beside: () => Promise<unknown>) => {
    const unseen = new Test({})
    unseen.resume()
    await refused(unseen, service, () => ask(beside), 'not-found')
    unseen.end()
    return unseen.passing()
  }
  t.equal(await passes(async () => {}), true)
  t.equal(await passes(() => sql(change)), false)
})
