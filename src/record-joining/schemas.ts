import { id, thing } from '../shared/schema.ts'

export const NewLikelyDouble = thing('NewLikelyDouble', 'Two records that somebody knows to be alike.', {
  personId: id(),
  otherPersonId: id(),
})
export const JoinProposal = thing('JoinProposal', 'Which of two records of one person goes on.', { goesOnId: id() })
export const recordJoiningSchemas = [NewLikelyDouble, JoinProposal]
