import fc from 'fast-check'
import t from 'tap'
import type { Funder } from '../../../src/rules/budgets/budget-rules.ts'
import {
  agreedLines,
  decidedShares,
  exceptionFaults,
  type LineOutcome,
  opensGap,
  partFaults,
  strayReasons,
} from '../../../src/rules/sign-off/part-agreement.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { aCrisisContingency } from '../../support/pathway-builders.ts'
import { merseyside } from '../scheme/a-scheme.ts'

const lines = [
  { key: 'drums', amountPence: 25_000 },
  { key: 'mattress', amountPence: 15_000 },
  { key: 'course', amountPence: 1 },
]
const yes = (line: string): LineOutcome => ({ line, outcome: 'agreed' })
const no = (line: string): LineOutcome => ({ line, outcome: 'refused' })
const codes = (decided: readonly LineOutcome[], reasons: readonly { line?: string | null }[] = []) =>
  partFaults(lines, decided, reasons).map(({ pointer, code }) => `${pointer} ${code}`)

t.test(
  'every line is decided on once, one is agreed and one refused, and each refused one has its own reason',
  async (t) => {
    t.same(codes([yes('drums'), no('mattress'), yes('course')], [{ line: 'mattress' }]), [])
    t.same(codes([yes('drums'), no('mattress'), yes('course')]), ['/reasons reason-required'])
    t.same(codes([yes('drums'), no('mattress'), yes('course')], [{ line: null }, {}]), ['/reasons reason-required'])
    t.same(codes([yes('drums'), no('mattress')], [{ line: 'mattress' }]), ['/lines line-undecided'])
    t.same(codes([yes('drums'), yes('mattress'), yes('course')]), ['/lines nothing-refused'])
    const all = [no('drums'), no('mattress'), no('course')]
    t.same(
      codes(
        all,
        lines.map(({ key }) => ({ line: key })),
      ),
      ['/lines nothing-agreed'],
    )
    t.same(codes([yes('drums'), no('drums'), no('mattress'), yes('course')], [{ line: 'mattress' }]), [
      '/lines/1/line key-repeated',
    ])
    t.same(codes([yes('drums'), yes('mattress'), yes('course'), no('piano')], [{ line: 'piano' }]), [
      '/lines/3/line line-unknown',
    ])
    t.same(codes([]), [
      '/lines line-undecided',
      '/lines line-undecided',
      '/lines line-undecided',
      '/lines nothing-agreed',
      '/lines nothing-refused',
    ])
  },
)

t.test('a reason that names a line names one of the plan that is refused', async (t) => {
  const stray = (line: string | null) =>
    strayReasons(lines, [yes('drums'), no('mattress')], [{ line }]).map(({ pointer, code }) => `${pointer} ${code}`)
  t.same(stray('mattress'), [])
  t.same(stray(null), [])
  t.same(stray('drums'), ['/reasons/0/line line-agreed'])
  t.same(stray('piano'), ['/reasons/0/line line-unknown'])
})

t.test('a vote that agrees names lines it does not agree to, never all of them', async (t) => {
  const faults = (agrees: boolean, ...except: string[]) =>
    exceptionFaults(lines, agrees, except).map(({ code }) => code)
  t.same(faults(true), [])
  t.same(faults(false), [])
  t.same(faults(true, 'drums'), [])
  t.same(faults(true, 'piano'), ['line-unknown'])
  t.same(faults(true, 'drums', 'mattress', 'course'), ['nothing-agreed'])
  t.same(faults(false, 'drums'), ['nothing-agreed'])
})

t.test(
  'refusing the line that covers a worst time opens a gap, whatever other gaps the person has accepted',
  async (t) => {
    const everyDay = [1, 2, 3, 4, 5, 6, 7]
    const window = (from: string, to: string) => ({ days: everyDay, from, to })
    const source = (line: string | null, ...windows: ReturnType<typeof window>[]) => ({
      kind: 'plan-line' as const,
      name: 'Sitter',
      contact: '1',
      line,
      windows,
    })
    const always = window('00:00', '24:00')
    const drums = { key: 'drums', amountPence: 1 }
    const mattress = { key: 'mattress', amountPence: 1 }
    const crisis = aCrisisContingency({ cover: [source('drums', always)] })
    t.equal(opensGap(crisis, [drums]), false)
    t.equal(opensGap(crisis, [mattress]), true)
    t.equal(opensGap({ ...crisis, cover: [source('drums', always), source(null, always)] }, []), false)
    const accepted = {
      ...crisis,
      worstTimes: [window('22:00', '06:00')],
      cover: [source('drums', window('22:00', '00:00')), source('mattress', window('06:00', '22:00'))],
      gapsAccepted: 'I know about midnight to six.',
    }
    t.equal(opensGap(accepted, [drums]), false, 'the gap that they accepted, and by day no worst time')
    t.equal(opensGap(accepted, [mattress]), true, 'from ten to midnight is another one')
    t.equal(
      opensGap({ ...accepted, cover: [...accepted.cover, source(null, window('22:00', '23:59'))] }, []),
      true,
      'a minute',
    )
  },
)

const lambeth = {
  kind: 'percentage',
  host: 'local-authority',
  shares: [
    { funder: 'commissioner', basisPoints: 5_000 },
    { funder: 'local-authority', basisPoints: 5_000 },
  ],
  decidedAtApproval: true,
  source: 'S3',
} as const
const split = structuredClone(lambeth) as unknown as Parameters<typeof decidedShares>[0]
const given = (...points: number[]) =>
  points.map((basisPoints, index): { funder: Funder; basisPoints: number } => ({
    funder: lambeth.shares[index]?.funder ?? 'pool',
    basisPoints,
  }))
const code = (shares: ReturnType<typeof given> | null, rules = split) => {
  const result = decidedShares(rules, shares, 100)
  return isRefusal(result) ? `${result.code} ${result.pointer}` : result
}

t.test(
  'Lambeth: whoever agrees may set the shares; they come to the whole, by those who pay for the scheme',
  async (t) => {
    t.same(decidedShares(split, given(6_667, 3_333), 100_001), [
      { funder: 'commissioner', basisPoints: 6_667, amountPence: 66_671 },
      { funder: 'local-authority', basisPoints: 3_333, amountPence: 33_330 },
    ])
    t.same(decidedShares(split, null, 40_001), [
      { funder: 'commissioner', basisPoints: 5_000, amountPence: 20_001 },
      { funder: 'local-authority', basisPoints: 5_000, amountPence: 20_000 },
    ])
    t.equal(code(given(5_000, 4_999)), 'shares-not-whole /shares')
    t.equal(code(given(5_000, 5_001)), 'shares-not-whole /shares')
    t.equal(code(given(5_000, 2_500, 2_500)), 'shares-not-whole /shares/2/funder')
    t.equal(code([...given(5_000), ...given(5_000)]), 'shares-not-whole /shares/1/funder')
  },
)

t.test('elsewhere giving shares is refused, and none are kept', async (t) => {
  t.equal(code(given(5_000, 5_000), merseyside.split), 'shares-not-decided-here /shares')
  t.equal(code(null, merseyside.split), null)
  t.equal(code(given(5_000, 5_000), { ...split, decidedAtApproval: false }), 'shares-not-decided-here /shares')
})

t.test(
  'for any amount and shares: the parts come to the amount to the penny, and none is a penny or more off',
  async () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 10_000 }), (pence, points) => {
        const shares = decidedShares(split, given(points, 10_000 - points), pence)
        if (shares === null || isRefusal(shares)) return false
        return (
          shares.reduce((sum, share) => sum + share.amountPence, 0) === pence &&
          shares.every((share) => Math.abs(share.amountPence - (pence * share.basisPoints) / 10_000) < 1)
        )
      }),
    )
  },
)

t.test('for any decision: what is agreed and what is refused are the plan, each line once', async () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (choice) => {
      const decided = lines.map(({ key }, index) => (choice[index] ? yes(key) : no(key)))
      const agreed = agreedLines(lines, decided)
      return agreed.length === choice.filter(Boolean).length && agreed.every((line) => lines.includes(line))
    }),
  )
})
