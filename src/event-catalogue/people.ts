import { Type } from '@sinclair/typebox'
import { id, nullable } from '../shared/schema.ts'
import { actor, code, fields, happened, yes } from './facts.ts'

/** What happens to a person, whatever their cases. */
export const personEvents = {
  'consent.given': happened('A person agreed that an organisation has their information.', {
    purpose: code('What for.', 'brokerage'),
    organisationId: id(),
  }),
  'consent.withdrawn': happened('A person took their consent back.', { organisationId: id() }),
  'person.changed': happened('What is recorded of a person was changed.', { fields: fields() }),
  'person.restricted': happened('A record was kept to its team.'),
  'person.restriction-lifted': happened('A restricted record was opened again.'),
  'person.joined': happened('The record of a person was joined into another of theirs, which goes on.', {
    likelyDoubleId: id(),
    goesOnId: id(),
    proposedBy: actor('Who proposed it'),
    caseIds: Type.Array(id(), { description: 'The cases that went over.' }),
  }),
  'person.join-proposed': happened('An officer proposed to join two records of one person.', {
    likelyDoubleId: id(),
    goesOnId: id(),
  }),
  'person.likely-double-found': happened('Two records may be of one person.', {
    likelyDoubleId: id(),
    likeness: code('What makes it likely.', 'nhs-number'),
  }),
  'person.not-double': happened('An officer said that two records are of two people.', { likelyDoubleId: id() }),
  'person.registered': happened('A person was registered.'),
  'sign-in-code.confirmed': happened('Somebody else than who issued it confirmed a code for a sign-in.', {
    signInCodeId: id(),
    issuedBy: actor('Who issued it'),
  }),
  'sign-in-code.issued': happened('A code was issued by which a person links their own sign-in.', {
    signInCodeId: id(),
    handedOver: code('How it reaches the person.', 'by-post'),
  }),
  'sign-in.end-proposed': happened('An officer proposed that a sign-in ends.', { signInId: id() }),
  'sign-in.ended': happened('A sign-in ended, by the person or by two officers.', {
    signInId: id(),
    proposedBy: nullable(actor('Who proposed it'), {
      description: 'Null where the person ended it.',
      examples: [null],
    }),
  }),
  'sign-in.linked': happened('A person linked their own sign-in to their record.', {
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
  'sign-in.refused': happened('Somebody tried to link a sign-in to a record, and was refused.', {
    because: code('Why.', 'proof-wrong'),
    burnt: yes('Whether the code can no longer be used.'),
  }),
}
