import { readFile } from 'node:fs/promises'
import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
/** What the migration does with what was kept before it, as it is written there. */
const migration = await readFile(new URL('../../migrations/0294_systems_in_small_letters.sql', import.meta.url), 'utf8')
const fold = /^do \$\$$.+?^end \$\$;$/ms.exec(migration)?.[0] ?? ''

t.test(
  'systems that were kept with capitals are written in small letters, but where that is something else',
  async (t) => {
    const [one, other] = [await journeyTo(service, 'case-opened'), await journeyTo(service, 'case-opened')]
    const keep = (personId: string, system: string, value: string) =>
      service.database.sql(
        `insert into identifier (commissioner_id, system, value, person_id, set_by, set_at)
        select commissioner_id, $2, $3, person_id, 'before', now() from person where person_id = $1`,
        [personId, system, value],
      )
    await keep(one.ids.personId, 'HTTPS://Rio.Example.ORG/Patients', 'A1')
    await keep(one.ids.personId, 'URN:OID:1.2.3', 'A2')
    await keep(one.ids.personId, 'https://taken.example.org/P', 'A3')
    await keep(other.ids.personId, 'https://Taken.example.org/P', 'A3')
    await keep(other.ids.personId, 'https://Two.example.org', 'A4')
    await keep(other.ids.personId, 'https://tWo.example.org', 'A4')
    await service.database.sql(fold)
    const kept = await service.database.sql<{ token: string }>(
      'select token from identifier where set_by = \'before\' order by value, token collate "C"',
    )
    t.same(
      kept.map(({ token }) => token),
      [
        'https://rio.example.org/Patients|A1',
        'urn:oid:1.2.3|A2',
        'https://Taken.example.org/P|A3',
        'https://taken.example.org/P|A3',
        'https://Two.example.org|A4',
        'https://tWo.example.org|A4',
      ],
    )
  },
)
