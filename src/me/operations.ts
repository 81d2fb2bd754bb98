import { get, operationsOf } from '../platform/http/operations.ts'
import { getMe } from './get-me.ts'
import { Me } from './schemas.ts'

export const meOperations = operationsOf('Access', [
  get('getMe', '/me', {
    summary: 'Read who you are here, and what you may do',
    description:
      'For every token that names a commissioner and an organisation of here, whatever it is allowed besides: ask first, and offer nobody what would be refused.',
    permission: 'me:read',
    gives: Me,
    read: getMe,
  }),
])
