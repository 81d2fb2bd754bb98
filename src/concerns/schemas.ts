import { type Static, Type } from '@sinclair/typebox'
import { byDay, filterOf } from '../platform/http/list-grammar.ts'
import {
  auditReasons,
  concernEntryKinds,
  concernLevels,
  concernOutcomes,
  concernRaisers,
  concernReferrals,
  concernStates,
  concernSubjects,
  concernTold,
  raisedReasons,
  signalReasons,
} from '../rules/concerns/concerns.ts'
import { called, date, id, instant, nullable, oneOf, pageOf, pence, ref, thing, words } from '../shared/schema.ts'
import { freezeSchemas, SpendingFreeze } from './freeze-schemas.ts'
import { sampleSchemas } from './sample-schemas.ts'

const ConcernSubject = oneOf(concernSubjects, {
  $id: 'ConcernSubject',
  description: 'What it is about: who is paid, somebody on the team, a plan line, or the case.',
})
const ConcernLevel = oneOf(concernLevels, { $id: 'ConcernLevel', description: 'How grave it is.' })
const ConcernReason = oneOf([...raisedReasons, ...signalReasons, ...auditReasons], {
  $id: 'ConcernReason',
  description:
    'Why. From `same-document` on, the service noticed it: a receipt or a purchase that is like another, a receipt out of its time, an unusual sum, much cash or many purchases in a short time, a large sum to a new payee, round sums, staff of the case who paid themselves or their organisation, one receipt for purchases of two cases, a large sum into an account that was changed shortly before, a line of a card’s feed that was matched by hand with a purchase of another payee or day, a purchase that was taken back before its receipt was there, cash that a card paid out, what a card paid and nobody wrote down for weeks, or a name that is only typed and nearly that of a payee who was ended, lacks a paper that has lapsed or is frozen (`name-like-stopped`). A document that was seen for two payees is `same-document` too. `audit-finding`: an auditor found, of an item of a sample, what the words say.',
})
const ConcernOutcome = oneOf(concernOutcomes, { $id: 'ConcernOutcome', description: 'What was found.' })
const ConcernReferral = oneOf(concernReferrals, {
  $id: 'ConcernReferral',
  description: 'To whom it is passed on: the council (Care Act 2014, section 42), or the police.',
})
const ConcernTold = oneOf(concernTold, { $id: 'ConcernTold', description: 'Who was told.' })

const about = {
  about: ref(ConcernSubject),
  memberId: nullable(id(), { description: 'The member of the team, where it is about one.', examples: [null] }),
  planLineId: nullable(id(), { description: 'The plan line, where it is about one.', examples: [null] }),
  payee: nullable(called(200, 'Who is paid, as the purchases call them.', 'City Drum Shop'), {
    description: 'Who is paid, as the purchases call them; null where it is about something else.',
    examples: ['City Drum Shop'],
  }),
}

export const NewConcern = thing('NewConcern', 'That somebody is concerned, and why.', {
  ...about,
  level: ref(ConcernLevel),
  reason: ref(oneOf(raisedReasons, { $id: 'RaisedReason', description: 'Why.' })),
  words: words(4000, 'What was seen or heard.', 'She takes the card with her when she goes.'),
})
export const ConcernReceipt = thing(
  'ConcernReceipt',
  'That it was received. Nothing else is told, whoever raised it: not what becomes of it, and not whether others are concerned as well.',
  { id: id(), receivedAt: instant() },
)

const brief = {
  id: id(),
  caseId: id(),
  about: ref(ConcernSubject),
  level: ref(ConcernLevel),
  state: ref(
    oneOf(concernStates, {
      $id: 'ConcernState',
      description: 'Nobody has taken it, somebody looks, or it is settled.',
    }),
  ),
  openedAt: instant(),
}
export const ConcernBrief = thing('ConcernBrief', 'A concern as it is listed: what is in it opens to who takes it.', {
  ...brief,
  dueOn: nullable(date(), {
    description: 'The day by which somebody takes it, or settles it once somebody has; null once it is settled.',
    examples: ['2026-12-02'],
  }),
})
export const ConcernFilter = filterOf({
  level: oneOf(concernLevels, { description: 'How grave they are.', examples: ['high'] }),
  dueBy: byDay('That are not settled, and are due on this day or before.'),
  sort: oneOf(['-openedAt', 'dueOn'], {
    description:
      'In which order; left out: `-openedAt`, the newest first. `dueOn`: of those that are not settled, what is due first.',
    examples: ['dueOn'],
  }),
})
export type ConcernFilter = Static<typeof ConcernFilter>
export const ConcernBriefPage = pageOf(ConcernBrief)

const ConcernClaim = thing('ConcernClaim', 'A claim of the case, for those who handle a concern.', {
  id: id(),
  amountPence: pence(),
  bought: Type.String({ description: 'What was bought.', examples: ['Taxis to the night café'] }),
  spentOn: date(),
  claimedBy: Type.String({ description: 'Who claimed it: the `sub` of their token.', examples: ['sandbox-person'] }),
  claimedAt: instant(),
})
const ConcernCardLine = thing('ConcernCardLine', 'What a card paid by its feed, for those who handle a concern.', {
  id: id(),
  amountPence: pence(),
  merchant: Type.String({ description: 'Who was paid, as the issuer writes it.', examples: ['ATM LIVERPOOL ONE'] }),
  paidOn: date(),
})
const ConcernReport = thing('ConcernReport', 'That somebody, or the service, is concerned.', {
  id: id(),
  reason: ref(ConcernReason),
  level: ref(ConcernLevel),
  words: nullable(Type.String(), { description: 'Their words; null where the service noticed it.', examples: [null] }),
  purchaseId: nullable(id(), {
    description: 'The purchase that the service, or an audit, noticed it by.',
    examples: [null],
  }),
  claim: nullable(ref(ConcernClaim), {
    description: 'What was claimed back for the time of waiting, where the service noticed it by that.',
    examples: [null],
  }),
  paidByCard: nullable(ref(ConcernCardLine), {
    description: 'What a card paid, where the service noticed it by that.',
    examples: [null],
  }),
  raisedBy: Type.String({ description: 'Who: the `sub` of their token.', examples: ['sandbox-person'] }),
  raisedAs: ref(oneOf(concernRaisers, { $id: 'ConcernRaiser', description: 'What they are on the case.' })),
  raisedAt: instant(),
})
const ConcernEntry = thing('ConcernEntry', 'What was done with a concern.', {
  id: id(),
  kind: ref(oneOf(concernEntryKinds, { $id: 'ConcernEntryKind', description: 'What was done.' })),
  words: nullable(Type.String(), { description: 'What was written of it.', examples: [null] }),
  told: nullable(ref(ConcernTold), { description: 'Who was told, where somebody was.', examples: [null] }),
  by: Type.String({ description: 'Who did it: the `sub` of their token.', examples: ['sandbox-safeguarding-lead'] }),
  byName: Type.String({ description: 'Their name.', examples: ['Sandbox Safeguarding Lead'] }),
  at: instant(),
})
export const Concern = thing('Concern', 'A concern, for those who handle it.', {
  ...brief,
  ...about,
  outcome: nullable(ref(ConcernOutcome), { description: 'Null until it is settled.', examples: [null] }),
  referredTo: nullable(ref(ConcernReferral), { description: 'Where it was passed on.', examples: [null] }),
  settledAt: nullable(instant(), { description: 'Null until it is settled.', examples: [null] }),
  toldToPerson: Type.Boolean({ description: 'Whether the person has it told when they ask for their record.' }),
  reports: Type.Array(ref(ConcernReport), { description: 'Who is concerned, the first first.', maxItems: 1000 }),
  freezes: Type.Array(ref(SpendingFreeze), { description: 'What was frozen for it, the first first.', maxItems: 1000 }),
  entries: Type.Array(ref(ConcernEntry), { description: 'What was done, the first first.', maxItems: 1000 }),
})

export const NewConcernNote = thing('NewConcernNote', 'A note, or who was told.', {
  words: words(4000, 'What was found out or told.', 'The bank confirms that the account is hers.'),
  told: nullable(ref(ConcernTold), { description: 'Who was told; null for a note.', examples: [null] }),
})
export const NewConcernSettlement = thing('NewConcernSettlement', 'What was found.', {
  outcome: ref(ConcernOutcome),
  referredTo: nullable(ref(ConcernReferral), { description: 'To whom it is passed on.', examples: [null] }),
  words: words(4000, 'Why.', 'The receipts and the bank agree.'),
  tellPerson: Type.Boolean({
    description:
      'Whether the person may have it told when they ask for their record. Not while that would hinder what the police or the council look into (Data Protection Act 2018, schedule 2, paragraph 2), or tell of somebody who raised it (paragraph 16).',
    examples: [false],
  }),
})
export const ConcernPurchase = thing('ConcernPurchase', 'A purchase of the case, for those who handle a concern.', {
  id: id(),
  planLineId: id(),
  amountPence: pence(),
  payee: Type.String({ description: 'Who was paid.', examples: ['City Drum Shop'] }),
  bought: Type.String({ description: 'What was bought.', examples: ['A drum kit'] }),
  boughtOn: date(),
  boughtBy: Type.String({ description: 'Who recorded it: the `sub` of their token.', examples: ['sandbox-broker'] }),
  recordedAt: instant(),
})
export const ConcernPurchasePage = pageOf(ConcernPurchase)

export type NewConcern = Static<typeof NewConcern>
export type ConcernBrief = Static<typeof ConcernBrief>
export type Concern = Static<typeof Concern>
export type ConcernReport = Static<typeof ConcernReport>
export type ConcernEntry = Static<typeof ConcernEntry>
export type ConcernPurchase = Static<typeof ConcernPurchase>
export const concernSchemas = [
  ...freezeSchemas,
  ...sampleSchemas,
  NewConcern,
  ConcernReceipt,
  ConcernBrief,
  ConcernBriefPage,
  Concern,
  NewConcernNote,
  NewConcernSettlement,
  ConcernPurchase,
  ConcernPurchasePage,
]
