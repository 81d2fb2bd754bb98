import { readFile } from 'node:fs/promises'
import { DatabaseAccess } from '../platform/database.ts'
import { parsePreset } from '../schemes/preset.ts'
import { provision } from '../schemes/provision.ts'

const preset = new URL('../../data/schemes/merseyside-one-off.json', import.meta.url)

/** Two commissioners with their organisations and a scheme, so that a wrong tenant can be tried as well. No people. */
export async function loadSandboxData(ownerUrl: string): Promise<string[]> {
  const schemes = [parsePreset('merseyside-one-off.json', await readFile(preset, 'utf8'))]
  const owner = new DatabaseAccess({ url: ownerUrl, poolSize: 1 })
  try {
    return await provision(
      owner,
      [
        {
          commissioner: { code: 'QYG', name: 'Sandbox Integrated Care Board' },
          organisations: [
            { code: 'RW4', name: 'Sandbox Mental Health NHS Trust', kind: 'trust' },
            { code: 'BRK1', name: 'Sandbox Brokerage', kind: 'brokerage-organisation' },
          ],
          schemes,
        },
        {
          commissioner: { code: 'QOP', name: 'Other Sandbox Integrated Care Board' },
          organisations: [{ code: 'RW4', name: 'Sandbox Mental Health NHS Trust', kind: 'trust' }],
          schemes,
        },
      ],
      new Date(),
    )
  } finally {
    await owner.close()
  }
}
