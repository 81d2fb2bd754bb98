import { parseArgs } from 'node:util'
import { systemClock } from '../platform/work/clock.ts'
import { runRetention } from '../retention/run-retention.ts'
import { command, openForCommand } from './database-url.ts'

/** `npm run retention -- --dry-run`: what the schedule no longer keeps, and why. Identifiers and counts alone. */
await command(async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
  const { database, close } = await openForCommand('DATABASE_URL')
  const counts = { due: 0, held: 0, erased: 0 }
  try {
    const options = { dryRun: values['dry-run'] }
    for await (const { commissionerId, personId, held, erased, rule } of runRetention(
      { database, now: systemClock },
      options,
    )) {
      counts.due += 1
      if (held) counts.held += 1
      if (erased) counts.erased += 1
      const what = held
        ? 'kept by a legal hold'
        : erased
          ? 'erased'
          : options.dryRun
            ? 'would be erased'
            : 'gone already'
      console.log(`${commissionerId} ${personId}: ${what}; ${rule.rule}, ${rule.years} years. ${rule.says}`)
    }
    console.log(`${counts.due} past the schedule, ${counts.held} under a legal hold, ${counts.erased} erased`)
    return true
  } finally {
    await close()
  }
})
