/** What is paid out as money, by the words of a purchase or of whoever issues a card; a wholesaler is called so too. */
const cash = /\b(?:cash(?!\s*(?:&|\+|and|n)\s*carry)|atm|cashpoint|notemachine|cardtronics|withdraw(?:al|als|n)?)\b/i

export const isCash = (...texts: readonly string[]): boolean => texts.some((text) => cash.test(text))
