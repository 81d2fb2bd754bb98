import { createHash } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import { listAccounts } from '../bank-accounts/list-accounts.ts'
import { listInstructed } from '../payments/runs-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { bacsFile } from './files/bacs.ts'
import { csvFile } from './files/csv-file.ts'
import { iso20022File } from './files/iso-20022.ts'
import { type BankAccount, type PaymentFile, totalsOf } from './files/payment-file.ts'
import type { KeptPayRun } from './repository.ts'
import { setRun } from './repository.ts'
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
 * the same to the byte or is refused: what is handed to the bank twice is at least known to be the same.
 */
export async function makePaymentFile(
  tx: Tx,
  { actor, now }: Context,
  payRunId: string,
  { format }: Static<typeof NewPaymentFile>,
): Promise<Answer<PaymentFileMade>> {
  const run = await requireRun(tx, actor, payRunId, 'instructed', 'settled')
  if (run.fileFormat !== null && run.fileFormat !== format)
    throw new Problem('file-changed', `The file of this run was made as ${run.fileFormat}`)
  if (format === 'bacs' && run.serviceUserNumber === null)
    throw new Problem('bank-details-missing', 'The run says no service user number, which Bacs asks for')
  // Somebody has said already what became of its payments: what was paid by another way would be paid by a file again.
  if (run.fileMadeAt === null && (await hasResults(tx, actor, payRunId)))
    throw new Problem('file-changed', 'What became of its payments was imported already, and no file was made before')
  const { write, extension } = writers[format]
  const content = write(await fileOf(tx, actor, run))
  const sha256 = createHash('sha256').update(content).digest('hex')
  if (run.fileHash !== null && run.fileHash !== sha256)
    throw new Problem('file-changed', 'The bank details of somebody have changed since the file was made')
  const firstMadeAt = run.fileMadeAt ?? now.toISOString()
  if (run.fileMadeAt === null) {
    const filed = { filed_at: now, filed_by: actor.actorId, file_format: format, file_hash: sha256 }
    await setRun(tx, actor, payRunId, filed)
  }
  const facts = { format, fileHash: sha256 }
  await record(tx, actor, { type: 'pay-run.file-made', subjectId: payRunId, caseId: null, at: now, facts })
  const fileName = `pay-run-${run.payOn}-${payRunId.slice(-6)}.${extension}`
  const made = { fileName, format, content, sha256, madeBefore: run.fileMadeAt !== null, firstMadeAt }
  // It holds bank details: no answer of it is kept.
  return { ...done(made), keep: false }
}

async function fileOf(tx: Tx, actor: Actor, run: KeptPayRun): Promise<PaymentFile> {
  const payments = await listInstructed(tx, actor, run.id)
  const accounts = await listAccounts(tx, actor, [...new Set([run.payerId, ...payments.map(({ ownerId }) => ownerId)])])
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
