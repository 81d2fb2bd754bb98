import { operationsOf, write } from '../platform/http/operations.ts'
import { NewObjection, ObjectionAnswer, SaidForPerson } from '../said-for/schemas.ts'
import { answerObjection } from './answer-objection.ts'
import { objectToSaidFor } from './object-to-said-for.ts'

export const objectionOperations = operationsOf('Cases', [
  write('objectToSaidFor', 'POST /said-for/:saidForId/objection', {
    summary: 'Say that what was recorded for the person was not them',
    description:
      'By the person, who acts for them, or an advocate whom they chose, until `objectionBy`; to a removal by the person, or an advocate whom they chose. It is undone at once, as far as it can be: a case is open again, an end is called off, a signature counts no longer and nothing more is spent on it, an appeal is taken back and does not count, a service is as it was, and so is what is to happen in a crisis. An officer of the commissioner who did not record it looks at it.',
    permission: 'appeal:write',
    view: 'own-words',
    problems: [403, 409],
    body: NewObjection,
    gives: { 200: SaidForPerson },
    run: objectToSaidFor,
  }),
  write('answerObjection', 'POST /said-for/:saidForId/objection/answer', {
    summary: 'Answer that something was not the person, by somebody who did not record it',
    permission: 'appeal:decide',
    key: 'required',
    problems: [403, 409],
    body: ObjectionAnswer,
    gives: { 200: SaidForPerson },
    run: answerObjection,
  }),
])
