import { findOrganisationByCode } from '../organisations/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import type { BrokerQualification } from './qualification-schemas.ts'
import { insertQualification } from './qualifications-repository.ts'
import { findRegistered, insertAccount, insertStaffMember } from './repository.ts'

/** What a broker was trained in, as who owns the database saw it. */
export type NewTraining = Omit<BrokerQualification, 'id' | 'staffMemberId' | 'seenAt'>

/** Registers a member of staff with their accounts, unless the first account is known: whoever owns the database vouches for them. */
export async function provisionStaff(
  tx: Tx,
  commissionerId: string,
  {
    organisation,
    name,
    accounts,
    peer = false,
    training = [],
  }: {
    readonly organisation: string | null
    readonly name: string
    readonly accounts: readonly string[]
    readonly peer?: boolean
    readonly training?: readonly NewTraining[]
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
  for (const one of training) {
    const qualification = { id: newId(), staffMemberId: id, ...one, seenAt: now.toISOString() }
    await insertQualification(tx, provisioner, qualification, now)
  }
  return true
}
