import { hidden, smallestShown } from './small-numbers.ts'

interface Counted {
  readonly of: string
  readonly count: number
}

/** One number for each group, with small ones hidden, and others so that none can be worked out from what all come to. */
export function hiddenCounts(counts: readonly Counted[]): { of: string; count: number | null }[] {
  const hide = hidden(counts.map(({ count }) => [count]))
  return counts.map(({ of, count }, row) => ({ of, count: hide[row]?.total || hide[row]?.cells[0] ? null : count }))
}

/** Whether what all come to is small itself. */
export const isHiddenTotal = (all: number): boolean => all > 0 && all < smallestShown
