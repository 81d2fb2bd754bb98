import { type Static, Type } from '@sinclair/typebox'
import { identifiersField, identifierToken } from '../identifiers/schemas.ts'
import {
  byDay,
  byId,
  byText,
  expandOf,
  filterOf,
  sortOf,
  updatedSince,
  yesOrNo,
} from '../platform/http/list-grammar.ts'
import { stages, steps } from '../rules/progress/steps.ts'
import { nullable, oneOf, pageOf, ref, signIn, thing } from '../shared/schema.ts'
import { caseFields, Task, waited } from './schemas.ts'
import { namesToldWithCase, toldWithCase } from './told-with-case-schemas.ts'

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
  updatedSince: updatedSince('On which something happened'),
  open: yesOrNo('True: under way. False: ended.'),
  sort: sortOf(['-openedAt', 'openedAt']),
  expand: expandOf(namesToldWithCase),
})

export const TaskFilter = filterOf({
  caseId: byId('Of this case.'),
  step: oneOf(steps, { description: 'That wait for this step.', examples: ['plan-signed'] }),
  dueBy: byDay('Whose clock runs, and is due on this day or before.'),
  expand: expandOf(namesToldWithCase),
  sort: oneOf(['-caseId', 'dueOn'], {
    description:
      'In which order; left out: `-caseId`, those of the case that was opened last first. `dueOn`: what is due next first, and what has no day last.',
    examples: ['dueOn'],
  }),
})
export type TaskFilter = Static<typeof TaskFilter>

export const ListedCase = thing('ListedCase', "One person's way through one scheme, in a list.", {
  ...caseFields,
  identifiers: identifiersField,
  ...toldWithCase,
})
export type ListedCase = Static<typeof ListedCase>
export const ListedCasePage = pageOf(ListedCase)
export const TaskPage = thing('TaskPage', 'What waits for you.', {
  items: Type.Array(ref(Task), { description: 'At most `limit` tasks.', maxItems: 100 }),
  nextCursor: nullable(Type.String(), {
    description: 'Give this as `cursor` for the next page; null on the last page.',
    examples: [null],
  }),
})
export const caseListSchemas = [ListedCase, ListedCasePage, TaskPage]
