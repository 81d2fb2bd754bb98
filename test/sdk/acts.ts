import {
  createClient,
  items,
  type NewCase,
  type NewSupportPlan,
  type Operations,
} from '../../sdk/typescript/src/index.ts'
import { actorOf, type Who } from '../support/actors.ts'
import type { Service } from '../support/service.ts'

/** The client of the package, as somebody who signs in. */
export const sdkOf = (service: Service, who: Who): Operations =>
  createClient({ baseUrl: service.baseUrl, token: () => service.tokenFor(who) })

/** The first of a list, however many pages it takes. */
export async function firstOf<Item>(list: AsyncIterable<Item>, wanted: (item: Item) => boolean): Promise<Item> {
  for await (const item of list) if (wanted(item)) return item
  throw new Error('it is in no page of the list')
}

type People = { readonly [Who in 'person' | 'careCoordinator' | 'officer' | 'broker']: Operations }

/** Somebody who signs in themself, whose case is open in a scheme, and who has a broker. */
export async function openedCase(service: Service, code: string, more: Partial<NewCase> = {}) {
  const [person, careCoordinator, officer] = [
    sdkOf(service, 'person'),
    sdkOf(service, 'care-coordinator'),
    sdkOf(service, 'commissioner-officer'),
  ]
  const bornOn = '1990-05-17'
  const scheme = await firstOf(items(officer.listSchemes), (one) => one.code === code)
  const organisation = async (of: string) =>
    (await firstOf(items(officer.listOrganisations), ({ kind }) => kind === of)).id
  const { id: personId } = await careCoordinator.registerPerson({
    body: {
      ...{ nhsNumber: null, givenName: 'Amina', familyName: 'Example', bornOn, ethnicCategory: 'J', language: 'ur' },
      ...{ interpreterNeeded: false, communicationNeeds: null },
    },
  })
  const issued = await careCoordinator.issueSignInCode({ personId, body: { handedOver: 'in-person' } })
  await officer.confirmSignInCode({ signInCodeId: issued.id })
  await person.linkSignIn({ body: { code: issued.code, bornOn } })
  const { id: caseId } = await careCoordinator.openCase({
    body: {
      personId,
      schemeId: scheme.id,
      trustId: await organisation('trust'),
      ground: { kind: 'relation' },
      ...more,
    },
  })
  const manager = sdkOf(service, 'team-manager')
  const seen = { source: 'seen-in-person', evidence: 'passport', confirmedOn: service.clock.today(), bornOn } as const
  await manager.confirmIdentity({ personId, body: seen })
  const organisationId = await organisation('brokerage-organisation')
  const brokerId = actorOf('broker').sub
  await service.tokenFor('broker')
  await person.giveConsent({ personId, body: { organisationId, purpose: 'share-for-brokerage', givenHow: 'online' } })
  const broker = { actorId: brokerId, caseRole: 'broker', name: 'Sam Broker', organisationId } as const
  await careCoordinator.addCaseMember({ caseId, body: broker })
  await person.confirmNoServices({ caseId })
  const people: People = { person, careCoordinator, officer, broker: sdkOf(service, 'broker') }
  return { ...people, personId, caseId, organisation }
}

/** A plan that the broker wrote, with each signature that its route asks for. */
export async function signedPlan(people: People, caseId: string, body: NewSupportPlan) {
  const { id: supportPlanId } = await people.broker.draftSupportPlan({ caseId, body })
  const { contentHash } = await people.broker.submitSupportPlan({ supportPlanId })
  if (contentHash === null) throw new Error('what is submitted has a hash')
  const signers = { broker: people.broker, person: people.person, 'care-coordinator': people.careCoordinator }
  for (const { caseRole } of (await people.person.getSignOffRoute({ supportPlanId })).signatures)
    await signers[caseRole as keyof typeof signers].signSupportPlan({
      supportPlanId,
      body: { caseRole, how: 'online', contentHash },
    })
  return { supportPlanId, contentHash }
}
