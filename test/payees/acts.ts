import type { Payee, PayeeEvidence } from '../../src/payees/schemas.ts'
import type { Client } from '../support/client.ts'

const aPayee = { kind: 'provider-organisation', name: 'City Drum School', organisationId: null, contact: null }
export const register = (client: Client, more: object = {}) => client.post<Payee>('/v1/payees', { ...aPayee, ...more })

export const showEvidence = (client: Client, payeeId: string, kind: string, more: object = {}) =>
  client.post<PayeeEvidence>(`/v1/payees/${payeeId}/evidence`, {
    kind,
    issuedOn: '2026-01-01',
    expiresOn: '2027-12-31',
    documentHash: null,
    ...more,
  })

/** A payee who may be paid, as far as papers go. */
export async function payable(client: Client, more: object = {}, kinds = ['registration', 'insurance']) {
  const payee = (await register(client, more)).ok
  for (const kind of kinds) void (await showEvidence(client, payee.id, kind)).ok
  return payee
}
