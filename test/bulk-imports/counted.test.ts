import t from 'tap'
import { advanceImports } from '../../src/bulk-imports/advance-imports.ts'
import type { BulkImport } from '../../src/bulk-imports/schemas.ts'
import { fieldKeysOf, giveFieldKeys, newFieldKey } from '../../src/platform/secrets/field-keys.ts'
import { resealAll } from '../../src/platform/secrets/reseal.ts'
import { resealing } from '../../src/tools/resealing.ts'
import { journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { fieldKeySecret, startService } from '../support/service.ts'
import { brought, known, linesOf, send, system, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

t.test('a dry run counts the services of one case through all parts of a file, as the real one does', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { caseId } = journey.ids
  const identifier = known()
  void (await officer.post(`/v1/cases/${caseId}/identifiers`, { system, values: [identifier.value] })).ok
  void (await journey.careCoordinator.post(`/v1/cases/${caseId}/current-services`, aCurrentService())).ok
  const columns = await service.database.sql<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'current_service'::regclass and attnum > 0
      and not attisdropped and attgenerated = '' and attname <> 'current_service_id'`,
  )
  const names = columns.map(({ name }) => name).join(', ')
  await service.database.sql(
    `insert into current_service (current_service_id, ${names})
      select gen_random_uuid(), ${names} from current_service, generate_series(1, 145) where case_id = '${caseId}'`,
  )
  const aLine = () => ({
    ...{ identifier: known(), case: identifier, kind: 'other', title: 'A group', provider: 'A charity' },
    ...{ serviceCode: null, minutesPerWeek: null, relationshipWith: null },
  })
  // 146 are there, so 54 have room: all of the first part of 50, and four of the second.
  const file = toNdjson(Array.from({ length: 57 }, aLine))
  for (const dryRun of [true, true, false]) {
    const done = await brought(service, officer, file, { kind: 'current-services', dryRun })
    t.match(done, { made: 54, refused: 3 }, dryRun ? 'dry' : 'real')
    t.same(
      done.lines.slice(-4).map(({ outcome, errors: [error] }) => error?.code ?? outcome),
      ['made', 'services-full', 'services-full', 'services-full'],
    )
  }
})

t.test('a key that is changed while an import runs hides nothing that came twice, and opens what waits', async (t) => {
  const aLine = (identifier: object) => ({
    identifier,
    person: known(),
    schemeCode: 'merseyside-one-off',
    trustCode: 'RW4',
  })
  const twice = known()
  const file = [aLine(twice), ...Array.from({ length: 49 }, () => aLine(known())), aLine(twice)]
  const { id } = (await send(officer, toNdjson(file), { kind: 'cases', dryRun: true })).ok
  const closing = new AbortController()
  const now = () => {
    closing.abort()
    return service.clock.now()
  }
  await advanceImports({ database: service.access, now }, closing.signal)
  const read = async () => (await officer.get<BulkImport>(`/v1/bulk-imports/${id}`)).ok
  t.match(await read(), { status: 'running', refused: 50 })
  const fresh = newFieldKey()
  giveFieldKeys(service.access, fieldKeysOf(`${fresh}\n${fieldKeySecret}`))
  for (const { table, some, atOnce } of resealing)
    for await (const { resealed } of resealAll(service.access, some, atOnce))
      if (table === 'bulk_import_part') t.ok(resealed <= 1)
  t.same(await service.database.sql('select key_id from bulk_import_part'), [{ key_id: fieldKeysOf(fresh).keyId }])
  await advanceImports({ database: service.access, now: service.clock.now }, new AbortController().signal)
  t.match(await read(), { status: 'completed', refused: 51 })
  t.match((await linesOf(officer, id)).at(-1)?.errors, [{ pointer: '/identifier', code: 'repeated' }])
  giveFieldKeys(service.access, fieldKeysOf(fieldKeySecret))
})
