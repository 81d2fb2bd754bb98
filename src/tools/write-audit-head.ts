import { appendFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { lastSeals } from '../platform/audit/sealing.ts'
import { faultOfSeal, sealAsJws } from '../platform/audit/seals.ts'
import { knownKeysForCommand } from './audit-keys.ts'
import { command, openForCommand } from './database-url.ts'

/** `npm run audit:head -- --to file [--keys file]`: adds the signed end of every chain to a file, one a line, to be kept elsewhere. */
await command(async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' }, keys: { type: 'string' } } })
  if (!values.to) throw new Error('--to must name a file, which each head is added to')
  const { database, close } = await openForCommand('DATABASE_URL')
  try {
    const known = await knownKeysForCommand(values.keys)
    for (const { commissioner, seal } of await lastSeals(database)) {
      const fault = seal ? faultOfSeal(known, seal) : 'nothing is signed yet'
      if (seal && fault) throw new Error(`${commissioner}: the last seal is not the service's: ${fault}`)
      if (seal) await appendFile(values.to, `${sealAsJws(seal)}\n`)
      console.log(`${commissioner}: ${seal ? `head ${seal.sequence} written` : fault}`)
    }
    return true
  } finally {
    await close()
  }
})
