import { asRead } from '../shared/numbers.ts'

/** `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** A key of the scheme as words: `frequent crisis use`. */
export function inWords(key: string): string {
  return key.replaceAll('-', ' ')
}

/** `1 working day`, `10 working days`. */
export function counted(count: number, unit: string): string {
  return `${asRead(count)} ${unit}${count === 1 ? '' : 's'}`
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
