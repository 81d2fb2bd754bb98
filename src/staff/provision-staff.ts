import { findOrganisationByCode } from '../organisations/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { findRegistered, insertAccount, insertStaffMember } from './repository.ts'

/** Registers a member of staff with their accounts, unless the first account is known: whoever owns the database vouches for them. */
export async function provisionStaff(
  tx: Tx,
  commissionerId: string,
  {
    organisation,
    name,
    accounts,
    peer = false,
  }: {
    readonly organisation: string | null
    readonly name: string
    readonly accounts: readonly string[]
    readonly peer?: boolean
  },
  now: Date,
): Promise<boolean> {
  const provisioner = { commissionerId, actorId: 'provision' }
  const [first] = accounts
  if (first === undefined || (await findRegistered(tx, provisioner, first)) !== undefined) return false
  const at = organisation === null ? undefined : await findOrganisationByCode(tx, commissionerId, organisation)
  if (organisation !== null && !at) throw new Error(`${name} works at ${organisation}, which is not registered`)
  const id = await insertStaffMember(tx, provisioner, { organisationId: at?.id ?? null, name, peer }, now)
  for (const account of accounts) await insertAccount(tx, provisioner, id, account, now, 'provision')
  return true
}
