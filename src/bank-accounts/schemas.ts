import { type Static, Type } from '@sinclair/typebox'
import { saidForField, WayOfSaying } from '../rules/people/recording.ts'
import { bankAccountAnswers, bankAccountStatuses } from '../rules/spending/bank-accounts.ts'
import { called, date, id, instant, nullable, oneOf, pageOf, ref, sha256, thing, words } from '../shared/schema.ts'

const sortCode = Type.String({
  pattern: '^[0-9]{2}-?[0-9]{2}-?[0-9]{2}$',
  description: 'Six digits, with hyphens or without.',
  examples: ['20-00-00'],
})
const accountNumber = Type.String({
  pattern: '^[0-9]{8}$',
  description: 'Eight digits; a shorter one begins with noughts.',
  examples: ['55779911'],
})
const documentHash = nullable(sha256('SHA-256 of the paper that says it, lower-case hexadecimal.'), {
  description: 'Null where they say it themselves.',
  examples: [null],
})
const typed = { sortCode, accountNumber }

export const NewBankAccount = thing(
  'NewBankAccount',
  'An account in the United Kingdom, as its owner or a paper says it.',
  {
    name: called(140, 'The name of the account.', 'City Drum School'),
    ...typed,
    documentHash,
  },
)
export const NewBudgetBankAccount = thing(
  'NewBudgetBankAccount',
  'The account for the direct payments of a budget, as the person or a paper says it.',
  { ...NewBankAccount.properties, saidFor: saidForField },
)
export const BankAccountTyped = thing(
  'BankAccountTyped',
  'The account, typed again from the paper by a second person.',
  {
    name: NewBankAccount.properties.name,
    ...typed,
    because: nullable(
      words(1000, 'Why it is theirs, where the account has another name.', 'She trades as City Drum School.'),
      { description: 'Null where the name fits.', examples: [null] },
    ),
  },
)
const Answer = oneOf(bankAccountAnswers, {
  $id: 'BankAccountAnswer',
  description: 'What they said when they were asked whether it is theirs; `not-theirs` refuses it at once.',
})
export const BankAccountTold = thing(
  'BankAccountTold',
  'That whoever it belongs to was told in the way that was known before, and asked whether it is theirs.',
  {
    how: ref(WayOfSaying),
    toldOn: date(),
    answer: ref(Answer),
    toFormer: Type.Optional(
      Type.Boolean({
        description:
          'That they were told at each of the `formerContacts` of the payee too, as they have to be while there are any.',
        examples: [false],
      }),
    ),
  },
)
export const BankAccountRefusal = thing('BankAccountRefusal', 'Why nothing is paid into it.', {
  because: words(1000, 'The reason.', 'The paper is of another account.'),
})
export const BankAccount = thing(
  'BankAccount',
  'That there is an account to pay into, and how far it is confirmed. What it is, no answer says: it goes into the files of payments alone.',
  {
    id: id(),
    payeeId: nullable(id(), {
      description: 'Whose it is, of the register of payees; null where it is of a case.',
      examples: [null],
    }),
    caseId: nullable(id(), {
      description: 'For whose direct payments it is; null where it is of a payee.',
      examples: [null],
    }),
    status: ref(
      oneOf(bankAccountStatuses, {
        $id: 'BankAccountStatus',
        description:
          'proposed: a second person confirms it first; confirmed: it is paid into; refused: it is not; replaced: another was confirmed since.',
      }),
    ),
    nameMatches: Type.Boolean({
      description:
        'Whether its name can be that of its owner. That of whoever acts for the person, or did, is not: why it is theirs is said as it is confirmed.',
      examples: [true],
    }),
    toTell: Type.Boolean({
      description: 'Whether its owner is told and asked before it is confirmed.',
      examples: [true],
    }),
    toldOn: nullable(date(), { description: 'When they were; null while nobody has.', examples: [null] }),
    answer: nullable(ref(Answer), { description: 'Null while they were not asked.', examples: [null] }),
    proposedAt: instant(),
    decidedAt: nullable(instant(), { description: 'When it was confirmed or refused.', examples: [null] }),
    because: nullable(Type.String(), { description: 'Why, where there was something to say.', examples: [null] }),
    giverLeft: Type.Boolean({
      description:
        'Whether who gave it acted for the person and does not any more. Nothing is paid into it then, nor is it confirmed, until the person or an officer gives an account again and a second person confirms it: it can be the same.',
      examples: [false],
    }),
  },
)
export const BankAccountPage = pageOf(BankAccount)
export type BankAccount = Static<typeof BankAccount>
export const bankAccountSchemas = [
  NewBankAccount,
  NewBudgetBankAccount,
  BankAccountTyped,
  BankAccountTold,
  BankAccountRefusal,
  BankAccount,
  BankAccountPage,
]
