import { verifyAudit } from '../platform/audit/verify-audit.ts'
import { DatabaseAccess } from '../platform/database/database.ts'
import { command, openForCommand } from './database-url.ts'

await command(async () => {
  const { url, stop } = await openForCommand('DATABASE_URL')
  const database = new DatabaseAccess({ url, poolSize: 2 })
  try {
    let intact = true
    for await (const { commissioner, sealed, waiting, head, broken } of verifyAudit(database)) {
      if (broken) intact = false
      const state = broken ? `BROKEN at sequence ${broken.sequence}: ${broken.because}` : 'chain intact'
      const notYet = waiting > 0 ? `, ${waiting} not yet sealed` : ''
      console.log(`${commissioner}: ${sealed} entries, ${state}${notYet}${broken ? '' : `, head ${head.slice(0, 16)}`}`)
    }
    return intact
  } finally {
    await database.close()
    await stop()
  }
})
