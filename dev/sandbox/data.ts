import { fileURLToPath } from 'node:url'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import type { Pooler } from '../../src/platform/database/pooler.ts'
import { provision } from '../../src/schemes/provision.ts'
import { readPresets } from '../../src/tools/read-presets.ts'
import { frontEnd, sampleActors, staffAmong, subjectOf } from './actors.ts'

const presets = fileURLToPath(new URL('../../data/schemes', import.meta.url))

const staffOf = (code: string) => staffAmong(sampleActors.filter(({ commissioner }) => commissioner === code))

/** The systems among them, and the front end by which the people sign in. */
const clientsOf = (code: string) => [
  { ...frontEnd, scopes: [...frontEnd.scopes] },
  ...sampleActors.flatMap((actor) =>
    actor.scope && actor.commissioner === code
      ? [{ clientId: subjectOf(actor), name: actor.name, organisation: actor.organisation, scopes: [...actor.scope] }]
      : [],
  ),
]

/** Two commissioners with their organisations and every scheme of the seeds, so that a wrong tenant can be tried as well. No people. */
export async function loadSandboxData(way: { url: string; pooler: Pooler }): Promise<string[]> {
  const schemes = await readPresets([presets])
  const owner = new DatabaseAccess({ ...way, poolSize: 1 })
  try {
    return await provision(
      owner,
      [
        {
          commissioner: { code: 'QYG', name: 'Sandbox Integrated Care Board' },
          organisations: [
            { code: 'RW4', name: 'Sandbox Mental Health NHS Trust', kind: 'trust' },
            { code: 'BRK1', name: 'Sandbox Brokerage', kind: 'brokerage-organisation' },
            { code: 'LA1', name: 'Sandbox Council', kind: 'local-authority' },
            { code: 'PRV1', name: 'Sandbox Provider', kind: 'provider' },
            { code: 'GP1', name: 'Sandbox GP Practice', kind: 'gp-practice' },
          ],
          staff: staffOf('QYG'),
          machineClients: clientsOf('QYG'),
          schemes,
          councils: ['LA1'],
        },
        {
          commissioner: { code: 'QOP', name: 'Other Sandbox Integrated Care Board' },
          organisations: [{ code: 'RW4', name: 'Sandbox Mental Health NHS Trust', kind: 'trust' }],
          staff: staffOf('QOP'),
          machineClients: clientsOf('QOP'),
          schemes,
        },
      ],
      new Date(),
    )
  } finally {
    await owner.close()
  }
}
