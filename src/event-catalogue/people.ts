import { Type } from '@sinclair/typebox'
import { date, id, nullable } from '../shared/schema.ts'
import { actor, code, count, fields, happened, yes } from './facts.ts'

const by = () => code('Who did it: the person, who acts for them, or staff.', 'person')

const answer = () => ({ referralId: id(), organisationId: id(), recordedBy: actor('Who recorded the referral') })

/** What happens to a person, whatever their cases. */
export const personEvents = {
  'consent.ended': happened('consents', 'The last day of a consent was over.', { organisationId: id() }),
  'consent.given': happened('consents', 'A person agreed that an organisation has their information.', {
    purpose: code('What for.', 'brokerage'),
    organisationId: id(),
    by: by(),
    until: nullable(date(), { description: 'Its last day; null where it has none.', examples: [null] }),
  }),
  'consent.objected-to': happened(
    'consents',
    'A person said that a consent which others had recorded was not theirs.',
    {
      organisationId: id(),
      recordedBy: actor('Who had recorded it'),
    },
  ),
  'consent.withdrawn': happened('consents', 'A person took their consent back.', { organisationId: id(), by: by() }),
  'person.changed': happened('identity', 'What is recorded of a person was changed.', { fields: fields() }),
  'person.correction-answered': happened('identity', 'A request for a correction was answered.', {
    requestId: id(),
    outcome: code('What came of it.', 'corrected'),
  }),
  'person.correction-asked': happened('identity', 'Somebody asked for a correction of what is recorded.', {
    requestId: id(),
    record: code('The kind of record.', 'person'),
    by: by(),
    dueOn: date(),
  }),
  'person.identifiers-set': happened('identity', 'What another system knows a person by was set.', {
    added: count('How many identifiers came.'),
    removed: count('How many went.', 0),
  }),
  'person.disagreed': happened('identity', 'The person said why they disagree with a refused correction.', {
    requestId: id(),
  }),
  'person.erased': happened('identity', 'Everything about a person was removed, by the schedule of retention.', {
    rule: code('By which rule.', 'after-last-contact'),
    cases: count('How many cases went.'),
  }),
  'person.held': happened('identity', 'A legal hold keeps everything about a person.', { holdId: id() }),
  'person.hold-lifted': happened('identity', 'A legal hold was lifted.', { holdId: id() }),
  'person.referral-accepted': happened('identity', 'An organisation said that it referred the person.', answer()),
  'person.referral-denied': happened('identity', 'An organisation said that there was no such referral.', answer()),
  'person.referred': happened('identity', 'Somebody recorded that a person was referred.', {
    referralId: id(),
    organisationId: id(),
    schemeId: id(),
    answerBy: date(),
  }),
  'person.record-requested': happened('identity', 'A person asked the commissioner for everything about them.', {
    requestId: id(),
    receivedOn: date(),
    dueOn: date(),
  }),
  'person.safe-contact-set': happened('safeguarding', 'It was said how a person can be reached safely.', {
    setAs: code('Who set it: the person, or who recorded what they said.', 'person'),
    version: count('Which version of it.'),
  }),
  'person.shared-without-consent': happened(
    'safeguarding',
    'Information was shared without consent, on a legal basis.',
    {
      sharingId: id(),
      organisationId: id(),
      purpose: code('What for.', 'share-for-brokerage'),
      legalBasis: code('On what basis.', 'safeguarding'),
      until: date(),
    },
  ),
  'person.sharing-ended': happened('safeguarding', 'Sharing without consent ended.', { sharingId: id() }),
  'person.identity-confirmed': happened('identity', 'Somebody confirmed who a person is.', {
    confirmationId: id(),
    source: code('How it is known.', 'traced-on-pds'),
    confirmedOn: date(),
  }),
  'person.identity-unconfirmed': happened(
    'identity',
    'What was confirmed fell away, since the record says something else now.',
  ),
  'person.restricted': happened('access', 'A record was kept to its team.'),
  'person.record-opened': happened('safeguarding', 'A restricted record was opened to somebody who decides.', {
    openedTo: actor('To whom'),
    task: code('What for.', 'decide'),
    until: date(),
  }),
  'person.restriction-lifted': happened('access', 'A restricted record was opened again.'),
  'person.joined': happened('identity', 'The record of a person was joined into another of theirs, which goes on.', {
    likelyDoubleId: id(),
    goesOnId: id(),
    proposedBy: actor('Who proposed it'),
    caseIds: Type.Array(id(), { description: 'The cases that went over.' }),
  }),
  'person.join-proposed': happened('identity', 'An officer proposed to join two records of one person.', {
    likelyDoubleId: id(),
    goesOnId: id(),
  }),
  'person.likely-double-found': happened('identity', 'Two records may be of one person.', {
    likelyDoubleId: id(),
    likeness: code('What makes it likely.', 'nhs-number'),
  }),
  'person.join-confirmed': happened(
    'identity',
    'Another officer confirmed that two records are of one person, while something is in the way of joining them.',
    { likelyDoubleId: id(), goesOnId: id(), proposedBy: actor('Who proposed it') },
  ),
  'person.difference-proposed': happened('identity', 'An officer proposed that two records are of two people.', {
    likelyDoubleId: id(),
  }),
  'person.not-double': happened('identity', 'Two officers said that two records are of two people.', {
    likelyDoubleId: id(),
    proposedBy: actor('Who proposed it'),
  }),
  'person.registered': happened('identity', 'A person was registered.'),
  'sign-in-code.confirmed': happened('sign-in', 'Somebody else than who issued it confirmed a code for a sign-in.', {
    signInCodeId: id(),
    issuedBy: actor('Who issued it'),
  }),
  'sign-in-code.issued': happened('sign-in', 'A code was issued by which a person links their own sign-in.', {
    signInCodeId: id(),
    handedOver: code('How it reaches the person.', 'by-post'),
  }),
  'sign-in.end-proposed': happened('sign-in', 'An officer proposed that a sign-in ends.', { signInId: id() }),
  'sign-in.ended': happened('sign-in', 'A sign-in ended, by the person or by two officers.', {
    signInId: id(),
    proposedBy: nullable(actor('Who proposed it'), {
      description: 'Null where the person ended it.',
      examples: [null],
    }),
  }),
  'sign-in.linked': happened('sign-in', 'A person linked their own sign-in to their record.', {
    signInId: id(),
    linkedBy: code('By what.', 'code'),
    codeIssuedBy: nullable(actor('Who issued the code'), {
      description: 'Null where there was none.',
      examples: [null],
    }),
    codeConfirmedBy: nullable(actor('Who confirmed it'), {
      description: 'Null where there was none.',
      examples: [null],
    }),
  }),
  'sign-in.refused': happened('sign-in', 'Somebody tried to link a sign-in to a record, and was refused.', {
    because: code('Why.', 'proof-wrong'),
    burnt: yes('Whether the code can no longer be used.'),
  }),
}
