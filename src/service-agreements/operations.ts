import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { londonDate } from '../shared/dates.ts'
import { draftServiceAgreement } from './draft-service-agreement.ts'
import { endServiceAgreement } from './end-service-agreement.ts'
import { recordProviderSignature } from './record-provider-signature.ts'
import { renewServiceAgreement } from './renew-service-agreement.ts'
import { findAgreement, listAgreements, listLapsingAgreements, listOwnAgreements, toldAgreement } from './repository.ts'
import {
  LapsingServiceAgreementPage,
  NewServiceAgreement,
  RecordedProviderSignature,
  ServiceAgreement,
  ServiceAgreementEnding,
  ServiceAgreementFilter,
  ServiceAgreementPage,
  ServiceAgreementRenewal,
} from './schemas.ts'
import { signAsProvider } from './sign-as-provider.ts'
import { signServiceAgreement } from './sign-service-agreement.ts'

const gives = { 200: ServiceAgreement }

export const serviceAgreementOperations = operationsOf('Payees', [
  write('draftServiceAgreement', 'POST /service-agreements', {
    summary: 'Write down what is to be agreed with a provider',
    description:
      'By an officer of the commissioner, or somebody of the organisation that holds the money. A provider whom one of these pays is paid under an agreement alone, from the day on which both had signed until its last day; essential support is paid on.',
    permission: 'payee:write',
    problems: [409],
    body: NewServiceAgreement,
    gives: { 201: ServiceAgreement },
    run: draftServiceAgreement,
  }),
  list('listServiceAgreements', '/service-agreements', {
    summary: 'List the agreements with providers, newest first',
    permission: 'payee:read',
    gives: ServiceAgreementPage,
    tellsOf: nobody,
    filter: ServiceAgreementFilter,
    read: (reads, actor, page, filter, now) => listAgreements(reads, actor, page, filter, londonDate(now)),
    tell: toldAgreement,
  }),
  get('getServiceAgreement', '/service-agreements/:serviceAgreementId', {
    summary: 'Read an agreement with a provider',
    permission: 'payee:read',
    gives: ServiceAgreement,
    read: (reads, actor, id, now) => findAgreement(reads, actor, id, londonDate(now)),
    tell: toldAgreement,
  }),
  list('listLapsingServiceAgreements', '/lapsing-service-agreements', {
    summary: 'List the agreements with providers that lapse within a month, or have lapsed, the soonest first',
    description: 'Until both have signed the one that renews them.',
    permission: 'payee:read',
    gives: LapsingServiceAgreementPage,
    tellsOf: nobody,
    place: 'day and id',
    read: (reads, actor, page, now) => listLapsingAgreements(reads, actor, page, londonDate(now)),
    tell: ({ place: _, ...lapsing }) => lapsing,
  }),
  write('signServiceAgreement', 'POST /service-agreements/:serviceAgreementId/signature', {
    summary: 'Sign an agreement for those who pay by it',
    description: 'By somebody who neither wrote it nor saw to the signature of the provider.',
    permission: 'payee:write',
    key: 'required',
    problems: [409],
    gives,
    run: signServiceAgreement,
  }),
  write('recordProviderSignature', 'POST /service-agreements/:serviceAgreementId/recorded-signature', {
    summary: 'Record that a provider signed an agreement which does not sign in',
    permission: 'payee:write',
    key: 'required',
    problems: [409],
    body: RecordedProviderSignature,
    gives,
    run: recordProviderSignature,
  }),
  write('renewServiceAgreement', 'POST /service-agreements/:serviceAgreementId/renewal', {
    summary: 'Write down an agreement that follows on another',
    description: 'It begins after the last day of that, and both sign it anew.',
    permission: 'payee:write',
    problems: [409],
    body: ServiceAgreementRenewal,
    gives: { 201: ServiceAgreement },
    run: renewServiceAgreement,
  }),
  write('endServiceAgreement', 'POST /service-agreements/:serviceAgreementId/ending', {
    summary: 'End an agreement before its last day',
    description: 'What is given until then is paid.',
    permission: 'payee:write',
    problems: [409],
    body: ServiceAgreementEnding,
    gives,
    run: endServiceAgreement,
  }),
  list('listOwnServiceAgreements', '/own-service-agreements', {
    summary: 'List the agreements of your own organisation, newest first',
    permission: 'provider:read',
    gives: ServiceAgreementPage,
    tellsOf: nobody,
    filter: ServiceAgreementFilter,
    read: (reads, actor, page, filter, now) => listOwnAgreements(reads, actor, page, filter, londonDate(now)),
    tell: toldAgreement,
  }),
  write('signAsProvider', 'POST /service-agreements/:serviceAgreementId/provider-signature', {
    summary: 'Sign an agreement for the provider that you come from',
    permission: 'provider:sign',
    key: 'required',
    problems: [409],
    gives,
    run: signAsProvider,
  }),
])
