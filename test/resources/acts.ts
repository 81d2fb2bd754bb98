import type { NewResource, Resource } from '../../src/resources/schemas.ts'
import type { Client } from '../support/client.ts'

export const aResource = (more: Partial<NewResource> = {}): NewResource => ({
  kind: 'community',
  name: 'Garden group at the Grove',
  description: 'We grow vegetables on Tuesdays. No referral is needed.',
  runBy: 'Brixton Growers',
  organisationId: null,
  cost: 'free',
  pricePence: null,
  places: null,
  languages: ['en'],
  culture: null,
  accessibility: null,
  areas: ['Brixton'],
  needs: ['social-contact'],
  contact: 'Come along',
  from: '2026-01-05',
  until: null,
  ...more,
})

export const registerResource = (client: Client, more: Partial<NewResource> = {}) =>
  client.post<Resource>('/v1/resources', aResource(more))
