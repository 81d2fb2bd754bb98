import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { faultOfSeal, type KnownKeys, type Seal, sealOfJws } from '../platform/audit/seals.ts'
import { verifyAudit } from '../platform/audit/verify-audit.ts'
import { knownKeysForCommand } from './audit-keys.ts'
import { command, openForCommand } from './database-url.ts'

/** `npm run audit:verify [-- --keys file] [--head file]`: a head is a line of `npm run audit:head`, or the `jws` of `GET /v1/audit-head`. */
await command(async () => {
  const { values } = parseArgs({ options: { keys: { type: 'string' }, head: { type: 'string', multiple: true } } })
  const { database, close } = await openForCommand('DATABASE_URL')
  try {
    const known = await knownKeysForCommand(values.keys)
    const heads = (await Promise.all((values.head ?? []).map((file) => headsIn(file, known)))).flat()
    let intact = true
    for await (const { commissioner, sealed, waiting, head, broken } of verifyAudit(database, { known, heads })) {
      if (broken) intact = false
      const state = broken ? `BROKEN at sequence ${broken.sequence}: ${broken.because}` : 'chain intact'
      const notYet = waiting > 0 ? `, ${waiting} not yet sealed` : ''
      console.log(`${commissioner}: ${sealed} entries, ${state}${notYet}${broken ? '' : `, head ${head.slice(0, 16)}`}`)
    }
    return intact
  } finally {
    await close()
  }
})

/** The heads that a file keeps, one a line. One that the service did not sign is worth nothing, and said to be. */
async function headsIn(file: string, known: KnownKeys): Promise<Seal[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim())
  return lines.filter(Boolean).map((line, index) => {
    const seal = sealOfJws(line)
    const fault = seal ? faultOfSeal(known, seal) : 'it is no signed head'
    if (!seal || fault) throw new Error(`${file}, head ${index + 1}: ${fault}`)
    return seal
  })
}
