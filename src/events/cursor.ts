import { chainStart } from '../platform/audit/chain.ts'
import { Problem } from '../platform/http/errors.ts'

/** A place in the order of events: after how many entries of the chain, and how the hash of the last of them begins. */
export interface EventPlace {
  readonly sequence: number
  readonly mark: string
}

const markLength = 16
const markOf = (hash: string) => hash.slice(0, markLength)

/** Before the first event. */
export const beginning: EventPlace = { sequence: 0, mark: markOf(chainStart) }

/** The place after an entry of the chain. */
export const placeAfter = ({ sequence, hash }: { sequence: number; hash: string }): EventPlace => ({
  sequence,
  mark: markOf(hash),
})

/** A place as an opaque cursor. By the mark, one of another commissioner, or of a chain that was cut off and went on otherwise, is known as such. */
export const cursorOf = ({ sequence, mark }: EventPlace): string =>
  Buffer.from(`${sequence}.${mark}`, 'latin1').toString('base64url')

/** The place that a cursor stands for; the beginning where there is none. */
export function placeAt(cursor: string | undefined): EventPlace {
  if (cursor === undefined) return beginning
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const [, sequence, mark] = /^(0|[1-9]\d{0,14})\.([0-9a-f]{16})$/.exec(text) ?? []
  if (sequence === undefined || mark === undefined) throw new Problem('cursor-invalid')
  return { sequence: Number(sequence), mark }
}
