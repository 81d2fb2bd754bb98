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

/** Pounds with two places and no sign: `1000.00`. */
export const inDecimal = (pence: Pence): string => `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`

/** The bits of an identifier that tell it from others: all of a UUID version 7 but its version, its variant, and the older part of its time. */
const referenceBits = 93n
const referenceLength = 18

/**
 * The reference of a payment, from end to end: 18 letters and digits, as much as Bacs carries, from its identifier. It holds all that is counted and random in
 * it, and no name.
 */
export function referenceOf(paymentId: string): string {
  const hex = paymentId.replaceAll('-', '')
  const [time, counted, rest] = [hex.slice(0, 12), hex.slice(13, 16), hex.slice(16)].map((part) => BigInt(`0x${part}`))
  const bits = ((time ?? 0n) << 74n) | ((counted ?? 0n) << 62n) | BigInt.asUintN(62, rest ?? 0n)
  return BigInt.asUintN(Number(referenceBits), bits).toString(36).toUpperCase().padStart(referenceLength, '0')
}
