import { listConsents } from '../people/consent-repository.ts'
import { findPerson } from '../people/repository.ts'
import { Consent, ConsentPage, NewConsent } from '../people/schemas.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { giveConsent } from './give-consent.ts'
import { withdrawConsent } from './withdraw-consent.ts'

export const consentOperations = operationsOf('People', [
  write('giveConsent', 'POST /people/:personId/consents', {
    summary: 'Record that a person agrees to share with an organisation',
    permission: 'consent:write',
    problems: [422],
    body: NewConsent,
    gives: { 201: Consent },
    run: giveConsent,
  }),
  list('listConsents', '/people/:personId/consents', {
    summary: "List a person's consents, newest first",
    permission: 'consent:write',
    gives: ConsentPage,
    of: findPerson,
    read: listConsents,
  }),
  write('withdrawConsent', 'POST /consents/:consentId/withdrawal', {
    summary: 'Withdraw a consent',
    description:
      'Takes effect at once: where no other consent to the organisation holds, its brokers lose sight of the case.',
    permission: 'consent:write',
    problems: [409],
    gives: { 200: Consent },
    run: withdrawConsent,
  }),
])
