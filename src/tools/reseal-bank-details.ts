import { giveFieldKeys, readFieldKeys } from '../platform/secrets/field-keys.ts'
import { resealAll } from '../platform/secrets/reseal.ts'
import { command, openForCommand } from './database-url.ts'
import { resealing } from './resealing.ts'

await command(async () => {
  const path = process.env.BANK_DETAILS_KEYS_FILE
  if (!path) throw new Error('BANK_DETAILS_KEYS_FILE must name the file of keys, with the new one as its first line')
  const keys = await readFieldKeys(path)
  const { database, close } = await openForCommand('DATABASE_URL')
  try {
    giveFieldKeys(database, keys)
    for (const { what, some, atOnce } of resealing)
      for await (const { commissionerId, resealed } of resealAll(database, some, atOnce))
        console.log(`${commissionerId}: ${resealed} ${what} sealed with the key ${keys.keyId}`)
    return true
  } finally {
    await close()
  }
})
