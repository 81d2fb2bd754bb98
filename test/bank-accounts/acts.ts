import type { BankAccount } from '../../src/bank-accounts/schemas.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import type { Service } from '../support/service.ts'

/** The paper that says an account. */
export const paper = 'a'.repeat(64)
export const details = { name: 'City Drum School', sortCode: '20-00-00', accountNumber: '55779911' }

/** The name that was given for each account: the paper says it to whoever confirms. */
const names = new Map<string, string>()
async function give<Body extends { readonly name: string }>(client: Client, path: string, body: Body) {
  const answer = await client.post<BankAccount>(path, body)
  if (answer.status === 201) names.set(answer.ok.id, body.name)
  return answer
}

export const giveForPayee = (client: Client, payeeId: string, more: object = {}) =>
  give(client, `/v1/payees/${payeeId}/bank-accounts`, { ...details, documentHash: paper, ...more })

export async function nameOf({ officer, ids }: Journey, role = 'person'): Promise<string> {
  const { items } = (
    await officer.get<{ items: { name: string; caseRole: string }[] }>(`/v1/cases/${ids.caseId}/members`)
  ).ok
  return items.find(({ caseRole }) => caseRole === role)?.name ?? ''
}

export const giveForBudget = async (journey: Journey, more: object = {}, client: Client = journey.person) =>
  give(client, `/v1/cases/${journey.ids.caseId}/bank-accounts`, {
    ...details,
    name: await nameOf(journey),
    documentHash: null,
    ...more,
  })

export const ask = (client: Client, id: string, more: object = {}) =>
  client.post<BankAccount>(`/v1/bank-accounts/${id}/telling`, {
    how: 'by-phone',
    toldOn: '2026-11-24',
    answer: 'theirs',
    ...more,
  })

export const confirm = (client: Client, id: string, more: object = {}) => {
  const { name, sortCode, accountNumber } = { ...details, name: names.get(id), ...more }
  return client.post<BankAccount>(`/v1/bank-accounts/${id}/confirmation`, {
    name,
    sortCode,
    accountNumber,
    because: null,
    ...('because' in more ? { because: more.because } : {}),
  })
}

/** Who gives the accounts of payees, who asks their owners, and who confirms them. */
export const accountants = (service: Service) => ({
  giver: service.as('finance-officer'),
  asker: service.as(anActor('finance-officer', { sub: 'who-asks-owners' })),
  confirmer: service.as(anActor('finance-officer', { sub: 'who-confirms' })),
})

/** A budget whose account is the person's and confirmed. */
export async function withBudgetAccount(service: Service, journey: Journey, more: object = {}) {
  const { asker, confirmer } = accountants(service)
  const { id, toTell } = (await giveForBudget(journey, more)).ok
  if (toTell) void (await ask(asker, id)).ok
  return (await confirm(confirmer, id, more)).ok
}

/** A payee whose account is confirmed. */
export async function withAccount(service: Service, payeeId: string, more: object = {}) {
  const { giver, confirmer } = accountants(service)
  const { id } = (await giveForPayee(giver, payeeId, more)).ok
  return (await confirm(confirmer, id, more)).ok
}
