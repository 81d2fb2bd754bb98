import type { Static } from '@sinclair/typebox'
import type { IdentityConfirmation, NewIdentityConfirmation } from '../../src/people/identity-schemas.ts'
import type { Person } from '../../src/people/schemas.ts'
import type { SignIn } from '../../src/sign-ins/schemas.ts'
import { anActor } from './actors.ts'
import type { Client } from './client.ts'
import { whoConfirms } from './seed.ts'
import type { Service } from './service.ts'

interface Who {
  readonly careCoordinator: Client
  readonly officer: Client
  readonly person: Client
}

/** A code for the person's sign-in, issued by one and confirmed by another. */
export async function aConfirmedCode({ careCoordinator, officer }: Omit<Who, 'person'>, personId: string) {
  const path = `/v1/people/${personId}/sign-in-codes`
  const issued = (await careCoordinator.post<{ id: string; code: string }>(path, { handedOver: 'in-person' })).ok
  await officer.post(`/v1/sign-in-codes/${issued.id}/confirmation`)
  return issued
}

/** Somebody at the commissioner who has nothing else to do with the person has traced them. */
export const confirmIdentity = (
  { service }: { readonly service: Service },
  personId: string,
  more: Partial<Static<typeof NewIdentityConfirmation>> = {},
  client: Client = service.as(anActor('commissioner-officer', { sub: whoConfirms })),
) =>
  client.post<IdentityConfirmation>(`/v1/people/${personId}/identity-confirmations`, {
    source: 'traced-on-pds',
    evidence: null,
    confirmedOn: service.clock.today(),
    bornOn: '1984-02-29',
    ...more,
  })

/** The record says another name now, which nobody has confirmed. */
export async function unconfirmIdentity({
  officer,
  ids,
}: {
  readonly officer: Client
  readonly ids: { readonly personId: string }
}) {
  const path = `/v1/people/${ids.personId}`
  const { etag, ok } = await officer.get<Person>(path)
  await officer.patch(path, { familyName: `${ok.familyName}-Otherwise` }, { ifMatch: etag })
}

/** Has a person sign in as in life: with a code that one issued and another confirmed, and their date of birth. */
export async function linkSignIn(who: Who, personId: string, bornOn = '1984-02-29'): Promise<SignIn> {
  const { code } = await aConfirmedCode(who, personId)
  return (await who.person.post<SignIn>('/v1/sign-ins', { code, bornOn })).ok
}
