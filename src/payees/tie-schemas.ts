import type { Static } from '@sinclair/typebox'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { declaredTies } from '../rules/spending/payees.ts'
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
export const declaredTieSchemas = [NewDeclaredTie, DeclaredTieEnding, DeclaredTie, DeclaredTiePage]
