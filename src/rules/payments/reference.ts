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

/** Whether a text could be the reference of a payment. */
export const isReference = (text: string): boolean => /^[0-9A-Z]{18}$/.test(text)

/** The letters and digits of a reference, for comparing: in one form (Unicode NFKC), small, without blanks and punctuation. What has none is compared as it is. */
export function lettersOfReference(reference: string): string {
  const small = reference.normalize('NFKC').toLowerCase()
  return small.replace(/[^\p{L}\p{N}]/gu, '') || small
}
