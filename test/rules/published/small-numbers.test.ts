import fc from 'fast-check'
import t from 'tap'
import { type Counts, type HiddenRow, hidden } from '../../../src/rules/published/small-numbers.ts'

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
const columnSums = (counts: Counts) => (counts[0] ?? []).map((_, cell) => sum(counts.map((row) => row[cell] ?? 0)))
const isSmall = (value: number, total: number) => (value > 0 && value < 8) || (total > 0 && total < 8)

/** The table as it is shown, in one line a row: `total: cells`, hidden numbers as `?`. */
const shown = (counts: Counts, hide: readonly HiddenRow[]) =>
  counts.map((row, at) => {
    const cells = row.map((count, cell) => (hide[at]?.cells[cell] ? '?' : String(count)))
    return `${hide[at]?.total ? '?' : sum(row)}: ${cells.join(' ')}`
  })
const of = (counts: Counts) => shown(counts, hidden(counts))

interface Bounds {
  readonly least: number
  readonly most: number
}

/** Between what a number can lie for somebody who sees the table, and who may know which of the hidden numbers are small. */
function boundsOf(
  value: number,
  total: number,
  isHidden: boolean | undefined,
  knows: boolean,
  isTotal: boolean,
): Bounds {
  if (!isHidden) return { least: value, most: value }
  if (!knows) return { least: 0, most: 1_000 }
  if (!isSmall(value, total)) return { least: 8, most: 1_000 }
  return { least: isTotal || total >= 8 ? 1 : 0, most: 7 }
}

/** Whether a table fits all that is shown, with these bounds in the place of what is: found by trying, row by row and cell by cell. */
function fits(cells: readonly (readonly Bounds[])[], totals: readonly Bounds[], sums: readonly number[]): boolean {
  const tryAt = (row: number, cell: number, inRow: number, left: readonly number[]): boolean => {
    if (row === cells.length) return left.every((rest) => rest === 0)
    const bounds = cells[row]?.[cell]
    const total = totals[row]
    if (!total) return false
    if (!bounds) return inRow >= total.least && inRow <= total.most && tryAt(row + 1, 0, 0, left)
    const below = cells.slice(row + 1).map((others) => others[cell])
    const rest = left[cell] ?? 0
    const [least, most] = [sum(below.map((one) => one?.least ?? 0)), sum(below.map((one) => one?.most ?? 0))]
    for (let tried = Math.max(bounds.least, rest - most); tried <= Math.min(bounds.most, rest - least); tried += 1) {
      if (inRow + tried > total.most) break
      const next = left.map((one, at) => (at === cell ? one - tried : one))
      if (tryAt(row, cell + 1, inRow + tried, next)) return true
    }
    return false
  }
  return tryAt(0, 0, 0, sums)
}

/** The small numbers that no other number fits in the place of. */
function workedOut(counts: Counts, hide: readonly HiddenRow[], knows: boolean): string[] {
  const sums = columnSums(counts)
  const cells = counts.map((row, at) =>
    row.map((value, cell) => boundsOf(value, sum(row), hide[at]?.cells[cell], knows, false)),
  )
  const totals = counts.map((row, at) => boundsOf(sum(row), sum(row), hide[at]?.total, knows, true))
  const found: string[] = []
  for (const [at, row] of counts.entries()) {
    const others = (value: number, bounds: Bounds | undefined) =>
      bounds
        ? [
            { ...bounds, most: value - 1 },
            { ...bounds, least: value + 1 },
          ].filter((one) => one.least <= one.most)
        : []
    const total = sum(row)
    const otherTotal = others(total, totals[at]).some((one) => fits(cells, totals.with(at, one), sums))
    if (isSmall(total, total) && !otherTotal) found.push(`total of ${at}`)
    for (const [cell, value] of row.entries()) {
      if (!isSmall(value, total) || sums[cell] === 0) continue
      const other = others(value, cells[at]?.[cell]).some((one) =>
        fits(cells.with(at, (cells[at] ?? []).with(cell, one)), totals, sums),
      )
      if (!other) found.push(`${at} ${cell}`)
    }
  }
  return found
}

const isWhole = (counts: Counts, hide: readonly HiddenRow[]) =>
  hide.every((row) => row.total && row.cells.every((cell, at) => cell || columnSums(counts)[at] === 0))

t.test('a table without a small number is shown whole', async (t) => {
  t.same(
    of([
      [20, 8],
      [9, 30],
    ]),
    ['28: 20 8', '39: 9 30'],
  )
  t.same(
    of([
      [20, 0],
      [0, 30],
    ]),
    ['20: 20 0', '30: 0 30'],
    'a nought in a large group is shown: nobody can be recognised by it',
  )
})

t.test('from 1 to 7 are hidden, 8 is shown', async (t) => {
  t.match(
    of([
      [20, 7],
      [30, 40],
      [50, 60],
    ])[0],
    /^27: \? \?$/,
  )
  t.same(
    of([
      [20, 8],
      [30, 40],
      [50, 60],
    ]),
    ['28: 20 8', '70: 30 40', '110: 50 60'],
  )
})

t.test('a hidden number has company in its row and in its column, so that subtraction gives nothing', async (t) => {
  t.same(
    of([
      [20, 3],
      [30, 40],
      [50, 60],
    ]),
    ['23: ? ?', '70: ? ?', '110: 50 60'],
  )
  t.same(
    of([
      [3, 0],
      [40, 0],
      [50, 0],
    ]),
    ['?: ? 0', '?: ? 0', '50: 50 0'],
    'nobody at all has the second: no secret',
  )
})

t.test('of a small group nothing is shown, not even its noughts', async (t) => {
  const [small] = of([
    [3, 0, 0],
    [40, 20, 30],
    [50, 30, 20],
  ])
  t.equal(small, '?: ? ? ?')
})

t.test('two groups of 7, known to be small, would give each other away: a third is hidden beside them', async (t) => {
  t.equal(
    of([
      [7, 0],
      [7, 0],
      [30, 0],
      [40, 0],
    ]).filter((row) => row.startsWith('?')).length,
    3,
  )
})

t.test('where nothing else helps the whole table is hidden', async (t) => {
  t.same(
    of([
      [8, 0],
      [1, 0],
    ]),
    ['?: ? 0', '?: ? 0'],
  )
  t.same(
    of([
      [17, 3],
      [0, 0],
    ]),
    ['?: ? ?', '?: ? ?'],
    'the only group there is: its numbers are those of all',
  )
})

t.test(
  'for any table: no small number can be worked out, by whoever knows even which of the hidden ones are small',
  async (t) => {
    const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 4, max: 14 }))
    const table = fc
      .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 3 }))
      .chain(([rows, cells]) =>
        fc.array(fc.array(count, { minLength: cells, maxLength: cells }), { minLength: rows, maxLength: rows }),
      )
    let whole = 0
    fc.assert(
      fc.property(table, (counts) => {
        const hide = hidden(counts)
        if (isWhole(counts, hide)) whole += 1
        return workedOut(counts, hide, !isWhole(counts, hide)).length === 0
      }),
      { numRuns: 500 },
    )
    t.ok(whole < 400, `${whole} of 500 tables are hidden whole`)
  },
)

t.test('for any table: whatever is shown is true, and whatever is shown of a person is of eight or more', async () => {
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((cells) =>
      fc.array(fc.array(fc.nat(40), { minLength: cells, maxLength: cells }), { minLength: 2, maxLength: 18 }),
    )
  fc.assert(
    fc.property(table, (counts) => {
      const hide = hidden(counts)
      const sums = columnSums(counts)
      return counts.every((row, at) => {
        const total = sum(row)
        const fine = (value: number, isHidden: boolean | undefined) => isHidden || !isSmall(value, total)
        return (
          fine(total, hide[at]?.total) &&
          row.every((value, cell) => sums[cell] === 0 || fine(value, hide[at]?.cells[cell]))
        )
      })
    }),
    { numRuns: 200 },
  )
})
