import { resealAccounts } from '../bank-accounts/reseal-accounts.ts'
import { resealAddresses } from '../notifications/addresses-repository.ts'
import { giveFieldKeys, readFieldKeys } from '../platform/secrets/field-keys.ts'
import { resealAll } from '../platform/secrets/reseal.ts'
import { resealSecrets } from '../webhooks/repository.ts'
import { command, openForCommand } from './database-url.ts'

await command(async () => {
  const path = process.env.BANK_DETAILS_KEYS_FILE
  if (!path) throw new Error('BANK_DETAILS_KEYS_FILE must name the file of keys, with the new one as its first line')
  const keys = await readFieldKeys(path)
  const { database, close } = await openForCommand('DATABASE_URL')
  try {
    giveFieldKeys(database, keys)
    for await (const { commissionerId, resealed } of resealAll(database, resealAccounts))
      console.log(`${commissionerId}: ${resealed} sealed with the key ${keys.keyId}`)
    for await (const { commissionerId, resealed } of resealAll(database, resealSecrets))
      console.log(`${commissionerId}: ${resealed} secrets of webhooks sealed with the key ${keys.keyId}`)
    for await (const { commissionerId, resealed } of resealAll(database, resealAddresses))
      console.log(`${commissionerId}: ${resealed} addresses of people sealed with the key ${keys.keyId}`)
    return true
  } finally {
    await close()
  }
})
