import { type View, without } from './views.ts'

/** What somebody who decided may go on reading: what they decided on. */
export const decidedOn = {
  'expression-of-interest': [
    'summary',
    'communication',
    'goals',
    'own-words',
    'decisions',
    'letters',
    'timeline',
    'team',
  ],
  'support-plan': without('identity', 'sign-in', 'consents', 'access', 'looks', 'safeguarding', 'money', 'goals'),
  review: [
    'summary',
    'communication',
    'plan',
    'crisis',
    'reviews',
    'own-words',
    'decisions',
    'letters',
    'timeline',
    'team',
  ],
  appeal: without('identity', 'sign-in', 'consents', 'access', 'looks', 'safeguarding', 'money'),
} as const satisfies Readonly<Record<string, readonly View[]>>
