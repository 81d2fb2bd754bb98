import { createHash } from 'node:crypto'
import type { Payee, PayeeDecision, PayeeEvidence } from '../../src/payees/schemas.ts'
import type { DeclaredTie } from '../../src/payees/tie-schemas.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import type { Service } from '../support/service.ts'

const aPayee = { kind: 'provider-organisation', name: 'City Drum School', organisationId: null, contact: null }
export const register = (client: Client, more: object = {}) => client.post<Payee>('/v1/payees', { ...aPayee, ...more })

export const showEvidence = (client: Client, payeeId: string, kind: string, more: object = {}) =>
  client.post<PayeeEvidence>(`/v1/payees/${payeeId}/evidence`, {
    kind,
    issuedOn: '2026-01-01',
    expiresOn: '2027-12-31',
    // Of each paper its own: entries that one certificate is shown for are one payee.
    documentHash: createHash('sha256').update(`${payeeId} ${kind}`).digest('hex'),
    ...more,
  })

const councilId = '019ab3f0-0000-7000-8000-00000000c0de'
/** A council that is registered as a payee, as a provisioned service has it: paid from any line, since it answers for itself. It is no write of the test. */
export async function theCouncil({ database }: Pick<Service, 'database'>): Promise<string> {
  await database.sql(`insert into payee (commissioner_id, payee_id, kind, name, name_key, registered_by, registered_at)
    select commissioner_id, '${councilId}', 'public-body', 'The City Council', 'thecitycouncil', 'provision', '2026-01-05T09:00:00Z'
    from commissioner on conflict do nothing`)
  return councilId
}

/** A payee who may be paid, as far as papers go: another sees them than who registers. */
export async function payable(
  client: Client,
  more: object = {},
  kinds = ['registration', 'insurance'],
  seenBy: Client = client.as(anActor('care-coordinator', { sub: 'who-sees-papers' })),
) {
  const payee = (await register(client, more)).ok
  for (const kind of kinds) void (await showEvidence(seenBy, payee.id, kind)).ok
  return payee
}

/** Has a payee paid again who was ended, by two officers. */
export async function reopen(service: Service, payeeId: string): Promise<void> {
  for (const sub of ['who-asks-to-reopen', 'who-reopens']) {
    const officer = service.as(anActor('commissioner-officer', { sub }))
    void (await officer.post(`/v1/payees/${payeeId}/reopening`, { because: 'It was another of this name.' })).ok
  }
}

type On = { readonly ids: { readonly caseId: string } }
export const declareTie = (client: Client, { ids }: On, payeeId: string, tie = 'same-household') =>
  client.post<DeclaredTie>(`/v1/cases/${ids.caseId}/payees/${payeeId}/ties`, {
    tie,
    words: 'They live with the person.',
  })
export const decidePayee = (client: Client, { ids }: On, payeeId: string, outcome = 'approved') =>
  client.post<PayeeDecision>(`/v1/cases/${ids.caseId}/payees/${payeeId}/decision`, {
    outcome,
    because: 'Nobody else speaks her language.',
  })
