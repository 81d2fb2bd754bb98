import { type Static, Type } from '@sinclair/typebox'
import { BirthDate } from '../people/birth-date.ts'
import { HandOver } from '../rules/people/sign-ins.ts'
import { id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const actorId = (description: string, example: string) =>
  Type.String({ description: `${description}: the \`sub\` of their token.`, examples: [example] })
const nobodyYet = (description: string, example: string) =>
  nullable(actorId(description, example), { description: `${description}; null where nobody has.`, examples: [null] })

export const NewSignInCode = thing('NewSignInCode', 'A code to issue, by which a person links their own sign-in.', {
  handedOver: ref(HandOver),
})
const codeFields = {
  id: id(),
  personId: id(),
  handedOver: ref(HandOver),
  issuedBy: actorId('Who issued it', 'sandbox-care-coordinator'),
  issuedAt: instant(),
  expiresAt: instant(),
  confirmedBy: nobodyYet('Who confirmed that it goes to the person', 'sandbox-commissioner-officer'),
  confirmedAt: nullable(instant(), { description: 'When; null where nobody has.', examples: [null] }),
  tries: Type.Integer({ minimum: 0, maximum: 5, description: 'How often it was tried and failed.', examples: [0] }),
  endedAt: nullable(instant(), {
    description: 'When it could no longer be used; null while it can.',
    examples: [null],
  }),
  endedAs: nullable(
    ref(
      oneOf(['used', 'replaced', 'tried-too-often'], {
        $id: 'SignInCodeEnd',
        description: 'Why a code can no longer be used. One that was not used ends at `expiresAt`.',
      }),
    ),
    { description: 'Why; null while it can be used.', examples: [null] },
  ),
}
export const SignInCode = thing('SignInCode', 'A code that was issued, without the code itself.', codeFields)
export const SignInCodeIssued = thing('SignInCodeIssued', 'A code that was issued. The code is told this once.', {
  ...codeFields,
  code: Type.String({ description: 'The code, to be handed to the person.', examples: ['7KX4P-2M9QD-TRB08'] }),
})
export const SignInCodePage = pageOf(SignInCode)

export const NewSignIn = thing(
  'NewSignIn',
  'What a person proves with that a record is theirs: the code that they were given, and their date of birth.',
  {
    code: nullable(
      Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\u0000\\p{Cs}]*$', description: 'The code.' }),
      {
        description: 'The code; null where the token holds an NHS number that the issuer has verified.',
        examples: ['7KX4P-2M9QD-TRB08'],
      },
    ),
    bornOn: ref(BirthDate, { description: 'Your date of birth.' }),
  },
)
export const SignIn = thing('SignIn', 'That somebody signs in as a person.', {
  id: id(),
  personId: id(),
  subject: actorId('Who signs in', 'sandbox-person'),
  linkedBy: ref(
    oneOf(['before-codes', 'code', 'verified-nhs-number', 'record-joined'], {
      $id: 'SignInLink',
      description:
        'How it was linked: by a code, by an NHS number that the issuer verified, or before there were codes.',
    }),
  ),
  codeIssuedBy: nobodyYet('Who issued the code', 'sandbox-care-coordinator'),
  codeConfirmedBy: nobodyYet('Who confirmed the code', 'sandbox-commissioner-officer'),
  linkedAt: instant(),
  endProposedBy: nobodyYet('Who proposed that it ends', 'sandbox-commissioner-officer'),
  endedBy: nobodyYet('Who ended it', 'sandbox-person'),
  endedAt: nullable(instant(), { description: 'When it ended; null while it holds.', examples: [null] }),
})
export const SignInPage = pageOf(SignIn)

export type SignInCode = Static<typeof SignInCode>
export type SignIn = Static<typeof SignIn>
export const signInSchemas = [
  NewSignInCode,
  SignInCode,
  SignInCodeIssued,
  SignInCodePage,
  NewSignIn,
  SignIn,
  SignInPage,
]
