import { type Static, Type } from '@sinclair/typebox'
import { identifiersField, identifierToken } from '../identifiers/schemas.ts'
import { PersonInBrief } from '../people/schemas.ts'
import { byDay, byId, byInstant, byText, expandOf, filterOf, sortOf, yesOrNo } from '../platform/http/list-grammar.ts'
import { stages, steps } from '../rules/progress/steps.ts'
import { id, nullable, oneOf, pageOf, ref, signIn, thing } from '../shared/schema.ts'
import { caseFields, waited } from './schemas.ts'

export const CaseFilter = filterOf({
  schemeId: byId('Of this scheme.'),
  schemeCode: byText(100, 'Of the scheme with this code.', 'merseyside'),
  trustId: byId('Of this trust.'),
  personId: byId('Of this person.'),
  reference: byText(20, 'With this reference, however it was typed.', 'K7QF-2MX3'),
  identifier: identifierToken(
    'That another system knows by this identifier, where your grounds open who the person is.',
  ),
  stage: oneOf(stages, { description: 'At this stage.', examples: ['sign-off'] }),
  waitingFor: oneOf(waited, { description: 'That wait for this role.', examples: ['care-coordinator'] }),
  memberId: signIn('On whose team somebody stands: the `sub` of their tokens.', 'sandbox-coordinator'),
  late: yesOrNo('True: a clock that runs is past its day. False: none is.'),
  reviewDueBy: byDay('With a review to be held on this day or before.'),
  updatedSince: byInstant(
    'On which something happened at this instant or after. A request that was slow is found later under the instant at which it began: keep a copy by the events, and not by this.',
  ),
  open: yesOrNo('True: under way. False: ended.'),
  sort: sortOf(['-openedAt', 'openedAt']),
  expand: expandOf(['person', 'trust', 'scheme']),
})

export const TaskFilter = filterOf({
  caseId: byId('Of this case.'),
  step: oneOf(steps, { description: 'That wait for this step.', examples: ['plan-signed'] }),
  dueBy: byDay('Whose clock runs, and is due on this day or before.'),
  sort: oneOf(['-caseId', 'dueOn'], {
    description:
      'In which order; left out: `-caseId`, those of the case that was opened last first. `dueOn`: what is due next first, and what has no day last.',
    examples: ['dueOn'],
  }),
})
export type TaskFilter = Static<typeof TaskFilter>

const named = (title: string) => Type.String({ description: 'What it is called.', examples: [title] })
const code = (example: string) => Type.String({ description: 'Its code.', examples: [example] })
const TrustInBrief = thing('TrustInBrief', 'A trust, by what it is called.', {
  id: id(),
  code: code('RW4'),
  name: named('Sandbox Mental Health NHS Trust'),
})
const SchemeInBrief = thing('SchemeInBrief', 'A scheme, by what it is called.', {
  id: id(),
  code: code('merseyside'),
  title: named('Merseyside integrated personal budgets'),
})
export const ListedCase = thing('ListedCase', "One person's way through one scheme, in a list.", {
  ...caseFields,
  identifiers: identifiersField,
  person: Type.Optional(
    nullable(ref(PersonInBrief), {
      description: 'With `expand=person`; null where your grounds do not open who the person is.',
      examples: [null],
    }),
  ),
  trust: Type.Optional(nullable(ref(TrustInBrief), { description: 'With `expand=trust`.', examples: [null] })),
  scheme: Type.Optional(nullable(ref(SchemeInBrief), { description: 'With `expand=scheme`.', examples: [null] })),
})
export type ListedCase = Static<typeof ListedCase>
export const ListedCasePage = pageOf(ListedCase)
export const caseListSchemas = [TrustInBrief, SchemeInBrief, ListedCase, ListedCasePage]
