import { rebuildProgress } from '../cases/rebuild-progress.ts'
import { command, openForCommand } from './database-url.ts'

const mend = process.argv.includes('--mend')

await command(async () => {
  const { database, close } = await openForCommand('DATABASE_URL')
  try {
    let same = true
    for await (const { commissionerId, cases, different } of rebuildProgress(database, mend)) {
      if (different.length > 0 && !mend) same = false
      const what = different.length === 0 ? 'no difference' : `${different.length} different${mend ? ', mended' : ''}`
      console.log(`${commissionerId}: ${cases} cases, ${what}`)
      for (const caseId of different.slice(0, 20)) console.log(`  ${caseId}`)
    }
    return same
  } finally {
    await close()
  }
})
