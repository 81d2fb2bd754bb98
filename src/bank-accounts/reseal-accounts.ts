import { systemActor } from '../platform/access/system-actor.ts'
import type { ResealSome } from '../platform/secrets/reseal.ts'
import { fingerprintsOf, openDetails, sealDetails } from './sealed.ts'
import { lockOtherKeys, setSealed } from './sealing-repository.ts'

/** Seals accounts again with the key in use, with the fingerprints that are made with it. */
export const resealAccounts: ResealSome = async (tx, commissionerId, keyId, most) => {
  const actor = systemActor(commissionerId)
  const accounts = await lockOtherKeys(tx, actor, keyId, most)
  await Promise.all(
    accounts.map(({ id, sealed }) => {
      const details = openDetails(tx, actor, id, sealed)
      return setSealed(tx, actor, id, sealDetails(tx, actor, id, details), fingerprintsOf(tx, actor, details)[0])
    }),
  )
  return accounts.length
}
