import { randomUUID } from 'node:crypto'
import { advanceImports } from '../../src/bulk-imports/advance-imports.ts'
import { journeyTo } from './journey.ts'
import { aPlan } from './pathway-builders.ts'
import type { Service } from './service.ts'

const known = () => ({ system: 'https://record.trust.example/id/import', value: randomUUID() })

/** A plan of another system, that became a draft. */
async function broughtPlan(service: Service): Promise<void> {
  const { careCoordinator, ids } = await journeyTo(service, 'budget-disclosed')
  const { system, value } = known()
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/identifiers`, { system, values: [value] })).ok
  const { outcomes, lines, crisisContingency } = aPlan()
  const line = { identifier: known(), case: { system, value }, outcomes, lines, crisisContingency }
  const { id } = (
    await service.as('commissioner-officer').post<{ id: string }>('/v1/bulk-imports?kind=plans', undefined, {
      raw: JSON.stringify(line),
      headers: { 'content-type': 'application/x-ndjson' },
    })
  ).ok
  await advanceImports({ database: service.access, now: service.clock.now }, new AbortController().signal)
  const { made } = (await service.as('commissioner-officer').get<{ made: number }>(`/v1/bulk-imports/${id}`)).ok
  if (made !== 1) throw new Error('the plan was not brought over')
}

/** A plan that was brought over, and an import of which one part is done, and the rest waits: it is for nobody who is known here. */
export async function importsRoad(service: Service): Promise<{ bulkImportId: string }> {
  await broughtPlan(service)
  const lines = Array.from({ length: 51 }, () =>
    JSON.stringify({ identifier: known(), person: known(), schemeCode: 'merseyside-one-off', trustCode: 'RW4' }),
  )
  const { id } = (
    await service.as('commissioner-officer').post<{ id: string }>('/v1/bulk-imports?kind=cases', undefined, {
      raw: lines.join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    })
  ).ok
  const closing = new AbortController()
  const now = () => {
    closing.abort()
    return service.clock.now()
  }
  await advanceImports({ database: service.access, now }, closing.signal)
  return { bulkImportId: id }
}
