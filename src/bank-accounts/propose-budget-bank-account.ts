import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { findPersonInBrief } from '../people/brief-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { couldBeOne } from '../rules/people/alike-names.ts'
import { fullName } from '../rules/people/names.ts'
import { mayRecord } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { proposeAccount } from './propose-account.ts'
import { told } from './repository.ts'
import type { BankAccount, NewBudgetBankAccount } from './schemas.ts'

/** Keeps into which account the direct payments of a budget go, as the person says it or who acts for them, until a second person confirms it. */
export async function proposeBudgetBankAccount(
  tx: Tx,
  context: Context,
  caseId: string,
  { saidFor = null, ...input }: Static<typeof NewBudgetBankAccount>,
): Promise<Answer<BankAccount>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'commissioner-officer')
  await requireMandate(tx, actor, caseId, as, 'proposeBudgetBankAccount')
  orThrow(mayRecord(as, { words: 'account', saidFor }, londonDate(budgetCase.openedAt), londonDate(now)))
  if (as === 'commissioner-officer' && input.documentHash === null)
    throw invalidAt('/documentHash', 'Say by which paper the account is known')
  const nameMatches = await isOfPerson(tx, context, caseId, input.name)
  const account = await proposeAccount(
    tx,
    context,
    { owner: { payeeId: null, caseId }, nameMatches, asksFirst: as !== 'person' },
    input,
  )
  const said = { kind: 'bank-account', subjectId: account.id, as, words: null, saidFor } as const
  await keepSaidFor(tx, context, budgetCase, said)
  return created(told(account), `/v1/cases/${caseId}/bank-accounts`)
}

/** Whether an account has the name of the person, as they are recorded now: who acts for them, or did, is somebody else, and why their account is the one is said. */
async function isOfPerson(tx: Tx, { actor }: Context, caseId: string, given: string): Promise<boolean> {
  const person = await findPersonInBrief(tx, actor, caseId)
  return person !== undefined && couldBeOne(given, fullName(person))
}
