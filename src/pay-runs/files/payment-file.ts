import type { LocalDate } from '../../shared/dates.ts'
import { type Pence, sumPence } from '../../shared/money.ts'

/** A bank account in the United Kingdom, as a payment file names it. */
export interface BankAccount {
  readonly name: string
  readonly sortCode: string
  readonly accountNumber: string
}

/** One payment of a file. The reference is told from end to end, and the bank's answer is found by it. */
export interface Instruction {
  readonly reference: string
  readonly payee: BankAccount
  readonly amountPence: Pence
}

/** What a file is made of. The same values give the same bytes, whenever it is made. */
export interface PaymentFile {
  /** Of the file itself, at most 35 characters. */
  readonly reference: string
  readonly payer: BankAccount
  /** The number by which Bacs knows the payer; six digits. */
  readonly serviceUserNumber: string
  readonly approvedAt: Date
  readonly payOn: LocalDate
  readonly instructions: readonly Instruction[]
}

/** What a file comes to: its writers say it, and whoever made it compares it with the payments of the run. */
export function totalsOf({ instructions }: Pick<PaymentFile, 'instructions'>): { count: number; pence: Pence } {
  return { count: instructions.length, pence: sumPence(instructions.map(({ amountPence }) => amountPence)) }
}
