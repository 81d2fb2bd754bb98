import { proveLedger } from '../ledger/proof-repository.ts'
import { command, openForCommand } from './database-url.ts'

await command(async () => {
  const { database, close } = await openForCommand('DATABASE_URL')
  try {
    let same = true
    for await (const { code, accounts, different } of proveLedger(database)) {
      if (different.length > 0) same = false
      console.log(
        `${code}: ${accounts} accounts, ${different.length === 0 ? 'no difference' : `${different.length} different`}`,
      )
      for (const { what, id, caseId, kept, posted } of different.slice(0, 20))
        console.log(
          `  ${what} ${id}${caseId === null ? '' : ` of case ${caseId}`}: ${kept} pence kept, ${posted} posted`,
        )
    }
    return same
  } finally {
    await close()
  }
})
