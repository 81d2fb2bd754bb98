import { type Static, Type } from '@sinclair/typebox'
import { freezeSubjects } from '../rules/concerns/freezes.ts'
import { called, date, id, instant, nullable, oneOf, ref, thing, words } from '../shared/schema.ts'

const frozen = {
  about: ref(
    oneOf(freezeSubjects, {
      $id: 'FreezeSubject',
      description:
        'What nothing more goes to or from: a payee on this case, a plan line, or the case but for what is essential.',
    }),
  ),
  planLineId: nullable(id(), { description: 'The plan line, where it is one.', examples: [null] }),
  payee: nullable(called(200, 'Who is paid, as the purchases call them.', 'City Drum Shop'), {
    description: 'Who is paid, where it is a payee.',
    examples: ['City Drum Shop'],
  }),
  reason: words(4000, 'Why.', 'The receipts are not of this shop.'),
  until: date(),
}
export const NewSpendingFreeze = thing('NewSpendingFreeze', 'What to freeze, why, and until when.', frozen)
export const SpendingFreeze = thing('SpendingFreeze', 'A freeze, for those who handle the concern.', {
  id: id(),
  ...frozen,
  placedBy: Type.String({
    description: 'Who placed it: the `sub` of their token.',
    examples: ['sandbox-safeguarding-lead'],
  }),
  placedByName: Type.String({ description: 'Their name.', examples: ['Sandbox Safeguarding Lead'] }),
  placedAt: instant(),
  keptSince: nullable(instant(), {
    description:
      'When its concern was settled as substantiated or passed on: from then on it holds past its day (`until`), until it is lifted. Null where it holds to its day.',
    examples: [null],
  }),
  liftingAskedBy: nullable(Type.String(), {
    description: 'Who has asked that it is lifted, the `sub` of their token; another lifts it.',
    examples: [null],
  }),
  liftingAskedAt: nullable(instant(), { description: 'When they asked.', examples: [null] }),
  liftingBecause: nullable(Type.String(), { description: 'Why they asked.', examples: [null] }),
  liftedAt: nullable(instant(), { description: 'Null where it was not lifted.', examples: [null] }),
})
export const FreezeLifting = thing('FreezeLifting', 'Why a freeze is to be lifted.', {
  reason: words(4000, 'Why.', 'The shop has sent the receipts.'),
})
export type NewSpendingFreeze = Static<typeof NewSpendingFreeze>
export type SpendingFreeze = Static<typeof SpendingFreeze>
export const freezeSchemas = [NewSpendingFreeze, SpendingFreeze, FreezeLifting]
