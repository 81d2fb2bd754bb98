import { personTold } from '../case-access/told-of.ts'
import { listConsents } from '../people/consent-repository.ts'
import { Consent, ConsentPage, NewConsent } from '../people/consent-schemas.ts'
import { findPerson } from '../people/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { Recorded } from '../rules/people/recording.ts'
import { endSharingWithoutConsent } from './end-sharing-without-consent.ts'
import { giveConsent } from './give-consent.ts'
import { objectToConsent } from './object-to-consent.ts'
import { recordConsentWithdrawal } from './record-consent-withdrawal.ts'
import { shareWithoutConsent } from './share-without-consent.ts'
import { listSharings, listSharingsOfCommissioner } from './sharing-repository.ts'
import { NewSharing, Sharing, SharingPage } from './sharing-schemas.ts'
import { withdrawConsent } from './withdraw-consent.ts'

export const consentOperations = operationsOf('People', [
  write('giveConsent', 'POST /people/:personId/consents', {
    summary: 'Record that a person agrees to share with an organisation',
    permission: 'consent:write',
    description:
      'By the person or who acts for them; or for them by staff, who say who agreed, when, and by what that is known. One is in force for each organisation and purpose. What the person withdrew, themselves or by others to whom they said so, only they give again.',
    problems: [409, 422],
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
      'By the person or who acts for them. Takes effect at once: whoever came to a case by this consent loses sight of it, whatever else is consented to.',
    permission: 'consent:write',
    problems: [403, 409],
    gives: { 200: Consent },
    run: withdrawConsent,
  }),
  write('recordConsentWithdrawal', 'POST /consents/:consentId/recorded-withdrawal', {
    summary: 'Record that the person withdrew a consent',
    description:
      'By those to whom they said so, with the day, how, who was there and evidence. It takes effect at once, and only the person gives it again.',
    permission: 'consent:write',
    problems: [403, 409, 422],
    body: Recorded,
    gives: { 200: Consent },
    run: recordConsentWithdrawal,
  }),
  write('objectToConsent', 'POST /consents/:consentId/objection', {
    summary: 'Say that a consent which others recorded was not yours',
    description: 'By the person alone. The consent ends at once, and the commissioner is told who had recorded it.',
    permission: 'consent:write',
    problems: [403, 409],
    gives: { 200: Consent },
    run: objectToConsent,
  }),
  write('shareWithoutConsent', 'POST /people/:personId/sharings-without-consent', {
    summary: 'Share with an organisation what the person did not agree to',
    description: 'On a legal basis, with a reason in writing, for 28 days at most. The person reads all of it at once.',
    permission: 'sharing:decide',
    key: 'required',
    problems: [409, 422],
    body: NewSharing,
    gives: { 201: Sharing },
    run: shareWithoutConsent,
  }),
  list('listSharingsWithoutConsent', '/people/:personId/sharings-without-consent', {
    summary: 'List what was shared about a person without consent, newest first',
    permission: 'person:read',
    view: 'consents',
    gives: SharingPage,
    of: findPerson,
    read: listSharings,
  }),
  list('listAllSharingsWithoutConsent', '/sharings-without-consent', {
    summary: 'List what the commissioner shared without consent, newest first',
    permission: 'sharing:decide',
    gives: SharingPage,
    tellsOf: personTold,
    read: listSharingsOfCommissioner,
  }),
  write('endSharingWithoutConsent', 'POST /sharings-without-consent/:sharingId/ending', {
    summary: 'End sharing without consent before its last day',
    permission: 'sharing:decide',
    problems: [409],
    gives: { 200: Sharing },
    run: endSharingWithoutConsent,
  }),
])
