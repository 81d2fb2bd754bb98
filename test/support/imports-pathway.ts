import { randomUUID } from 'node:crypto'
import { advanceImports } from '../../src/bulk-imports/advance-imports.ts'
import type { Service } from './service.ts'

/** An import of which one part is done, and the rest waits: it is for nobody who is known here. */
export async function importsRoad(service: Service): Promise<{ bulkImportId: string }> {
  const known = () => ({ system: 'https://record.trust.example/id/import', value: randomUUID() })
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
