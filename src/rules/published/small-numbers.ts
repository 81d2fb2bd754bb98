/** Counts below this are never shown of a group that people could be recognised in (NHS England: 1 to 7 are hidden). */
export const smallestShown = 8

/** A table of counts: each row is a group, and adds up to the group's total. What all groups come to together is published beside it. */
export type Counts = readonly (readonly number[])[]

/** What of a row is hidden: its total, and each of its cells. */
export interface HiddenRow {
  readonly total: boolean
  readonly cells: readonly boolean[]
}

/**
 * A number of the table, as a flow: from all (node 0) to a row comes its total, from the row to each column its cell. What flows into a
 * node flows out of it, so a hidden number can be another one exactly where there is a way round on which one can be moved.
 */
interface Flow {
  readonly row: number
  /** Undefined: the row's total. */
  readonly cell: number | undefined
  readonly from: number
  readonly to: number
  readonly value: number
  readonly small: boolean
  /** What it is at the least and at the most, for somebody who knows why it is hidden. */
  readonly least: number
  readonly most: number
}

/**
 * What to hide of a table so that no small number can be worked out from the rest. From 1 to 7 are hidden first, and whatever a group
 * of 1 to 7 people comes to; then further numbers, as few and as small as can be, until each small one could be another, even for
 * somebody who knows which of the hidden numbers are small. Where that cannot be had the whole table is hidden, which tells no more
 * than what all groups come to. A nought is shown save in a small group, and a column that is nought for all is no secret.
 */
export function hidden(counts: Counts): HiddenRow[] {
  const flows = flowsOf(counts)
  const hide = new Set(flows.filter((flow) => flow.small))
  for (const flow of [...hide]) {
    const way = cheaper(wayRound(flows, hide, flow, 'up'), wayRound(flows, hide, flow, 'down'))
    if (!way) return rows(counts, new Set(flows))
    for (const beside of way.along) hide.add(beside)
  }
  return rows(counts, hide)
}

function flowsOf(counts: Counts): Flow[] {
  const columns = counts[0]?.length ?? 0
  return counts.flatMap((cells, row) => {
    const total = cells.reduce((sum, count) => sum + count, 0)
    const node = row + 1
    const all = flow({ row, cell: undefined, from: 0, to: node, value: total }, total)
    const each = Array.from({ length: columns }, (_, cell) =>
      flow({ row, cell, from: node, to: counts.length + 1 + cell, value: cells[cell] ?? 0 }, total),
    )
    return [all, ...each.filter((_, cell) => counts.some((other) => (other[cell] ?? 0) > 0))]
  })
}

function flow(at: Pick<Flow, 'row' | 'cell' | 'from' | 'to' | 'value'>, total: number): Flow {
  const ofFew = total > 0 && total < smallestShown
  const small = ofFew || (at.value > 0 && at.value < smallestShown)
  const least = small ? (ofFew && at.cell !== undefined ? 0 : 1) : smallestShown
  return { ...at, small, least, most: small ? smallestShown - 1 : Number.POSITIVE_INFINITY }
}

function rows(counts: Counts, hide: ReadonlySet<Flow>): HiddenRow[] {
  return counts.map((cells, row) => {
    const inRow = [...hide].filter((one) => one.row === row).map((one) => one.cell)
    return { total: inRow.includes(undefined), cells: cells.map((_, cell) => inRow.includes(cell)) }
  })
}

/** Numbers to hide besides, so that a number could be one more or one less; and what that costs in numbers that are not shown. */
interface Way {
  readonly cost: number
  readonly along: readonly Flow[]
}

function cheaper(one: Way | undefined, other: Way | undefined): Way | undefined {
  if (!one || !other) return one ?? other
  return other.cost < one.cost ? other : one
}

/** The cheapest way on which one can be moved back from where a number goes to where it comes from (Dijkstra). Hidden numbers cost nothing. */
function wayRound(
  flows: readonly Flow[],
  hide: ReadonlySet<Flow>,
  about: Flow,
  direction: 'up' | 'down',
): Way | undefined {
  if (direction === 'up' ? about.value >= about.most : about.value <= about.least) return undefined
  const [start, end] = direction === 'up' ? [about.to, about.from] : [about.from, about.to]
  const best = new Map<number, Way>([[start, { cost: 0, along: [] }]])
  const settled = new Set<number>()
  for (;;) {
    const [node, way] = nearest(best, settled)
    if (node === undefined || !way) return undefined
    if (node === end) return way
    settled.add(node)
    for (const one of flows) {
      if (one === about) continue
      const next = step(one, node)
      if (next === undefined) continue
      const shown = !hide.has(one)
      const further = { cost: way.cost + (shown ? one.value : 0), along: shown ? [...way.along, one] : way.along }
      if (further.cost < (best.get(next)?.cost ?? Number.POSITIVE_INFINITY)) best.set(next, further)
    }
  }
}

function nearest(best: ReadonlyMap<number, Way>, settled: ReadonlySet<number>) {
  let found: readonly [number, Way] | readonly [] = []
  for (const entry of best)
    if (!settled.has(entry[0]) && entry[1].cost < (found[1]?.cost ?? Number.POSITIVE_INFINITY)) found = entry
  return found
}

/** Where one comes to from a node along a number that can be one more, or one less. */
function step({ from, to, value, least, most }: Flow, node: number): number | undefined {
  if (from === node && value >= least && value < most) return to
  if (to === node && value > least) return from
  return undefined
}
