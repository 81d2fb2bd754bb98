import type { ServiceAgreement } from '../../src/service-agreements/schemas.ts'
import { payable } from '../payees/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { tenants } from '../support/seed.ts'
import type { Service } from '../support/service.ts'

const { brokerageId, providerId } = tenants.QYG
let asked = 0
const key = () => {
  asked += 1
  return { key: `service-agreement-${asked}` }
}

/** A provider of the register that may be paid, as far as papers go: the one that has sign-ins and systems of its own. */
export const aProvider = (service: Service, more: object = {}) =>
  payable(service.as('care-coordinator'), { name: 'Riverside Support', organisationId: providerId, ...more })

/** Terms between the brokerage that holds the money and a provider. */
export const theTerms = (payeeId: string, more: object = {}) => ({
  payeeId,
  holderId: brokerageId,
  what: 'Support at home, one to one',
  categories: [],
  unit: 'hour',
  ratePence: 1_850,
  from: '2026-11-24',
  until: '2027-11-23',
  ...more,
})
/** Two people of those who pay: one writes, the other signs. */
export const secondBroker = (service: Service) => service.as(anActor('broker', { sub: 'second-broker' }))

export const draftAgreement = (client: Client, payeeId: string, more: object = {}) =>
  client.post<ServiceAgreement>('/v1/service-agreements', theTerms(payeeId, more))
export const signForPayer = (client: Client, id: string) =>
  client.post<ServiceAgreement>(`/v1/service-agreements/${id}/signature`, undefined, key())
export const signForProvider = (client: Client, id: string) =>
  client.post<ServiceAgreement>(`/v1/service-agreements/${id}/provider-signature`, undefined, key())
export const recordForProvider = (client: Client, id: string) =>
  client.post<ServiceAgreement>(
    `/v1/service-agreements/${id}/recorded-signature`,
    { signatory: 'Ama Owusu, registered manager', documentHash: 'ab'.repeat(32) },
    key(),
  )
export const renewAgreement = (client: Client, id: string, more: object = {}) =>
  client.post<ServiceAgreement>(`/v1/service-agreements/${id}/renewal`, {
    ratePence: 1_900,
    from: '2027-11-24',
    until: '2028-11-23',
    ...more,
  })
export const endAgreement = (client: Client, id: string, on: string) =>
  client.post<ServiceAgreement>(`/v1/service-agreements/${id}/ending`, {
    on,
    because: 'The provider closes its service in this town.',
  })

/** An agreement that both have signed, between the brokerage and a provider. */
export async function signedAgreement(service: Service, payeeId: string, more: object = {}): Promise<string> {
  const { id } = (await draftAgreement(service.as('broker'), payeeId, more)).ok
  void (await signForPayer(secondBroker(service), id)).ok
  void (await signForProvider(service.as('provider-officer'), id)).ok
  return id
}
