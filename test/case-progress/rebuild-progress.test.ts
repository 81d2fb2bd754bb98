import t from 'tap'
import { rebuildProgress } from '../../src/cases/rebuild-progress.ts'
import { journeyTo } from '../support/journey.ts'
import { startToured } from '../support/toured.ts'

const { service } = await startToured(t)
const rebuilt = async (mend = false) => {
  const found = { cases: 0, different: [] as string[] }
  for await (const { cases, different } of rebuildProgress(service.access, mend)) {
    found.cases += cases
    found.different.push(...different)
  }
  return found
}

t.test('after everything that can be asked was done, every case is kept as it is worked out', async (t) => {
  const { cases, different } = await rebuilt()
  t.ok(cases > 3, `${cases} cases`)
  t.same(different, [])
})

t.test('a wait that was lost is found, and kept again', async (t) => {
  const { ids, broker } = await journeyTo(service, 'budget-disclosed')
  await service.database.sql('delete from case_wait where case_id = $1', [ids.caseId])
  t.same((await rebuilt()).different, [ids.caseId])
  t.same((await rebuilt(true)).different, [ids.caseId])
  t.same((await rebuilt()).different, [])
  const { waitingFor } = (await broker.get<{ waitingFor: string[] }>(`/v1/cases/${ids.caseId}`)).ok
  t.same(waitingFor, ['broker'])
})
