import { type Static, Type } from '@sinclair/typebox'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { declaredTies, payeeTies } from '../rules/spending/payees.ts'
import { id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'

const fields = {
  tie: ref(
    oneOf(declaredTies, {
      $id: 'DeclaredPayeeTie',
      description:
        'relative: of the person, or of who declares it; same-household: they live with the person; own-organisation: who declares it works there, or owns it; other-interest: anything else that could sway them.',
    }),
  ),
  words: words(500, 'How they are tied, for who decides.', 'She is the person’s aunt, and lives next door.'),
}
export const NewDeclaredTie = thing(
  'NewDeclaredTie',
  'How somebody on the case, or the person, is tied to who is paid.',
  fields,
)
export const DeclaredTieEnding = thing('DeclaredTieEnding', 'Why a tie that was declared is none.', {
  because: words(500, 'The reason, for the person to read.', 'It is another Sadia Ahmed.'),
})
export const DeclaredTie = thing(
  'DeclaredTie',
  'A tie to who is paid, as it was declared. They are paid on the case by a decision that knew of it alone.',
  {
    id: id(),
    caseId: id(),
    payeeId: id(),
    ...fields,
    declaredAs: ref(CaseRole),
    declaredAt: instant(),
    endedBecause: nullable(words(500, 'Why it is none.', 'It is another Sadia Ahmed.'), {
      description: 'Null while it stands.',
      examples: [null],
    }),
    endedAt: nullable(instant(), { description: 'Null while it stands.', examples: [null] }),
  },
)
export const DeclaredTiePage = pageOf(DeclaredTie)
export type DeclaredTie = Static<typeof DeclaredTie>

export const PayeeTie = oneOf(payeeTies, {
  $id: 'PayeeTie',
  description:
    'represents: they act for the person; relative: they are a relative on the team; same-name: somebody else of the team has the same name; own-organisation: a broker of the case comes from it, by its identifier or its name; same-household and other-interest: as somebody on the case declared, which relative and own-organisation can be too.',
})
export const PayeeQuestion = thing(
  'PayeeQuestion',
  'That somebody is to decide whether a payee is paid on a case, since something ties them to it, or somebody whose name can be theirs is not paid there (no `ties`). It is asked once a tie is declared or somebody is refused, a provider with a tie is named, or a purchase is refused for one, and waits for an officer of the commissioner or a team manager.',
  {
    id: id(),
    caseId: id(),
    payeeId: id(),
    ties: Type.Array(ref(PayeeTie), {
      description: 'What tied them when it was asked.',
      examples: [['same-household']],
    }),
    askedAt: instant(),
    outcome: nullable(
      oneOf(['decided', 'no-tie', 'payee-ended', 'case-ended'], {
        description:
          'decided: by `decidePayee`; no-tie: nothing ties them any more; payee-ended: they are paid no more; case-ended: nothing is bought on the case any more, and it is asked again where the case is opened again.',
      }),
      { description: 'Null while it waits.', examples: [null] },
    ),
    closedAt: nullable(instant(), { description: 'Null while it waits.', examples: [null] }),
  },
)
export const PayeeQuestionPage = pageOf(PayeeQuestion)
export type PayeeQuestion = Static<typeof PayeeQuestion>
export const declaredTieSchemas = [
  ...[NewDeclaredTie, DeclaredTieEnding, DeclaredTie, DeclaredTiePage],
  ...[PayeeQuestion, PayeeQuestionPage],
]
