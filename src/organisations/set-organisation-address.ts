import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { writesLetters } from '../role-organisations.ts'
import { lockOrganisation, setAddressOf } from './repository.ts'
import type { Organisation, OrganisationAddress } from './schemas.ts'

/** Sets the address that stands at the head of an organisation's letters, or takes it away. */
export async function setOrganisationAddress(
  tx: Tx,
  { actor, now }: Context,
  organisationId: string,
  { address }: OrganisationAddress,
): Promise<Answer<Organisation>> {
  const organisation = orNotFound(await lockOrganisation(tx, actor.commissionerId, organisationId))
  if (organisation.endedAt !== null) throw new Problem('wrong-state', 'This organisation was ended')
  if (address !== null && !writesLetters(organisation.kind))
    throw new Problem('wrong-state', 'Only a trust and the commissioner write letters: nobody else needs an address')
  await Promise.all([
    setAddressOf(tx, actor.commissionerId, organisation.id, address),
    record(tx, actor, {
      type: 'organisation.address-set',
      subjectId: organisation.id,
      caseId: null,
      at: now,
      facts: { code: organisation.code, known: address !== null },
    }),
  ])
  return done({ ...organisation, address })
}
