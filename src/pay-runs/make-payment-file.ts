import { createHash } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import { listAccounts, lockAccounts } from '../bank-accounts/list-accounts.ts'
import { listInstructed } from '../payments/runs-repository.ts'
import type { Gates } from '../payments/why-held.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, refusedAfter } from '../platform/http/operation.ts'
import { fieldKeysFor } from '../platform/secrets/field-keys.ts'
import { bacsFile } from './files/bacs.ts'
import { csvFile } from './files/csv-file.ts'
import { iso20022File } from './files/iso-20022.ts'
import { type BankAccount, type PaymentFile, totalsOf } from './files/payment-file.ts'
import { emptied, lookAgain, nothingLeft } from './look-again.ts'
import type { KeptPayRun } from './repository.ts'
import { setRun } from './repository.ts'
import { requireInTime } from './require-in-time.ts'
import { requireRun } from './require-run.ts'
import { hasResults } from './results-repository.ts'
import type { NewPaymentFile, PaymentFileMade } from './schemas.ts'

const writers = {
  csv: { write: csvFile, extension: 'csv' },
  'iso-20022': { write: iso20022File, extension: 'xml' },
  bacs: { write: bacsFile, extension: 'txt' },
} as const

/**
 * Makes the file of a run for the bank. It is made anew of the same rows each time, and kept nowhere; the run keeps what it comes to, so that a second file is
 * the same to the byte or is refused: what is handed to the bank twice is at least known to be the same. Made first, each payment is looked at again.
 */
export async function makePaymentFile(
  tx: Tx,
  context: Context,
  payRunId: string,
  { format }: Static<typeof NewPaymentFile>,
  gates: Gates,
): Promise<Answer<PaymentFileMade>> {
  const { actor, now } = context
  const found = await requireRun(tx, actor, payRunId, 'instructed', 'settled')
  if (found.fileFormat !== null && found.fileFormat !== format)
    throw new Problem('file-changed', `The file of this run was made as ${found.fileFormat}`)
  if (format === 'bacs' && found.serviceUserNumber === null)
    throw new Problem('bank-details-missing', 'The run says no service user number, which Bacs asks for')
  // Somebody has said already what became of its payments: what was paid by another way would be paid by a file again.
  if (found.fileMadeAt === null && (await hasResults(tx, actor, payRunId)))
    throw new Problem('file-changed', 'What became of its payments was imported already, and no file was made before')
  if (found.fileMadeAt === null) requireInTime(found, format, now)
  const accounts = await accountsOf(tx, actor, found)
  const withAccount = new Set(accounts.keys())
  const run = found.fileMadeAt === null ? await lookAgain(tx, context, found, gates, withAccount) : found
  if (found.payments === 0) throw emptied()
  if (run.payments === 0) return refusedAfter(nothingLeft())
  const { write, extension } = writers[format]
  const content = write(await fileOf(tx, actor, run, accounts))
  const sha256 = createHash('sha256').update(content).digest('hex')
  // A plain hash of a small file could be guessed back to the account in it.
  const marks = fieldKeysFor(tx)
    .marks(`pay run ${run.id} ${content}`)
    .map((mark) => mark.toString('hex'))
  if (run.fileMark !== null && !marks.includes(run.fileMark))
    throw new Problem(
      'file-changed',
      'It is not known to be the file that was made: the bank details of somebody changed',
    )
  const [fileMark = ''] = marks
  const firstMadeAt = run.fileMadeAt ?? now.toISOString()
  if (run.fileMadeAt === null) {
    const filed = { filed_at: now, filed_by: actor.actorId, file_format: format, file_mark: fileMark }
    await setRun(tx, actor, payRunId, filed)
  }
  const facts = { format, fileMark }
  await record(tx, actor, { type: 'pay-run.file-made', subjectId: payRunId, caseId: null, at: now, facts })
  const fileName = `pay-run-${run.payOn}-${payRunId.slice(-6)}.${extension}`
  const made = { fileName, format, content, sha256, madeBefore: run.fileMadeAt !== null, firstMadeAt }
  return done(made)
}

type Accounts = ReadonlyMap<string, BankAccount>

/** The accounts of a run, read once. For the first file they are held from before its payments are looked at: one that is confirmed meanwhile would go unseen past that look, and be paid. */
async function accountsOf(tx: Tx, actor: Actor, run: KeptPayRun): Promise<Accounts> {
  const payments = await listInstructed(tx, actor, run.id)
  const owners = [...new Set([run.payerId, ...payments.map(({ ownerId }) => ownerId)])]
  return run.fileMadeAt === null ? lockAccounts(tx, actor, owners) : listAccounts(tx, actor, owners)
}

async function fileOf(tx: Tx, actor: Actor, run: KeptPayRun, accounts: Accounts): Promise<PaymentFile> {
  const payments = await listInstructed(tx, actor, run.id)
  const accountOf = (id: string): BankAccount => {
    const account = accounts.get(id)
    if (!account) throw new Problem('bank-details-missing')
    return account
  }
  const file = {
    reference: run.id.replaceAll('-', '').toUpperCase(),
    payer: accountOf(run.payerId),
    serviceUserNumber: run.serviceUserNumber ?? '',
    approvedAt: new Date(run.approvedAt ?? 0),
    payOn: run.payOn,
    instructions: payments.map(({ ownerId, reference, amountPence }) => ({
      reference,
      payee: accountOf(ownerId),
      amountPence,
    })),
  }
  const { count, pence } = totalsOf(file)
  if (count !== run.payments || pence !== run.totalPence) throw new Error('the file is not what was approved')
  return file
}
