import fc from 'fast-check'
import t from 'tap'
import type { TierRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { carries, tally, type Vote } from '../../../src/rules/sign-off/panel.ts'
import type { LineOutcome } from '../../../src/rules/sign-off/part-agreement.ts'
import { merseyside } from '../scheme/a-scheme.ts'

const rulesOf = (tier: string) => {
  const rules = merseyside.tiers.find((known) => known.tier === tier)
  if (!rules?.quorum) throw new Error(`${tier} has no quorum`)
  return rules
}
const panel = rulesOf('risk-enablement-panel')
const vote = (agrees: boolean, livedExperience = false, more: Partial<Vote> = {}): Vote => ({
  agrees,
  livedExperience,
  exceptLines: [],
  tierRole: livedExperience ? 'lived-experience-member' : 'panel-member',
  ...more,
})
const outcomes = ['agreed', 'returned', 'refused'] as const
const lines = ['drums', 'mattress', 'course'] as const
const all = (outcome: LineOutcome['outcome']) => lines.map((line) => ({ line, outcome }))
const carriedOf = (rules: Pick<TierRules, 'quorum' | 'heldBy'>, votes: readonly Vote[]) =>
  outcomes.filter(
    (outcome) =>
      carries(tally(rules, votes), votes, outcome, all(outcome === 'agreed' ? 'agreed' : 'refused')) === true,
  )
const carriedBy = (...votes: Vote[]) => carriedOf(panel, votes)

const anyVotes = fc.array(
  fc
    .tuple(fc.boolean(), fc.boolean(), fc.subarray([...lines]))
    .map(([agrees, lived, except]) => vote(agrees, lived, { exceptLines: agrees ? except : [] })),
  { maxLength: 12 },
)
const anyQuorum = fc
  .integer({ min: 1, max: 8 })
  .chain((members) =>
    fc.record({
      kind: fc.constantFrom('any', 'number', 'all'),
      members: fc.constant(members),
      livedExperience: fc.integer({ min: 0, max: members }),
    }),
  )
  .map((quorum): Pick<TierRules, 'quorum' | 'heldBy'> => ({ quorum, heldBy: panel.heldBy }))

t.test('S2: a panel decides with three votes, one of them of a member with lived experience', async (t) => {
  const quorate = (...votes: Vote[]) => tally(panel, votes).quorate
  t.equal(quorate(), false)
  t.equal(quorate(vote(true), vote(true, true)), false, 'two are too few')
  t.equal(quorate(vote(true), vote(true), vote(true)), false, 'without lived experience')
  t.equal(quorate(vote(true), vote(true), vote(false, true)), true)
  t.equal(quorate(vote(true, true), vote(true, true), vote(true, true)), true)
  t.equal(
    quorate(vote(true), vote(true), vote(true), vote(true), vote(true)),
    false,
    'more members are no lived experience',
  )
})

t.test('S2: an MDT meeting decides with two votes, whoever they are', async (t) => {
  const mdt = rulesOf('mdt-meeting')
  t.equal(tally(mdt, [vote(true)]).quorate, false)
  t.equal(tally(mdt, [vote(true), vote(false)]).quorate, true)
})

t.test('a tally counts each vote once', async (t) => {
  t.same(tally(panel, [vote(true), vote(false, true), vote(true, true), vote(false)]), {
    agreeing: 2,
    inPart: 0,
    against: 2,
    livedExperience: 2,
    quorate: true,
    unanimous: false,
  })
})

t.test('more for than against: agreed, and nothing else; fewer: returned or refused', async (t) => {
  t.same(carriedBy(vote(true), vote(true), vote(false, true)), ['agreed'])
  t.same(carriedBy(vote(true, true), vote(false), vote(false)), ['returned', 'refused'])
})

t.test('on a tie the plan can only be returned', async (t) => {
  t.same(carriedBy(vote(true), vote(true, true), vote(false), vote(false)), ['returned'])
})

t.test('without a quorum nothing is decided, and the refusal says how many voted', async (t) => {
  const votes = [vote(true), vote(true), vote(true)]
  for (const outcome of outcomes)
    t.match(carries(tally(panel, votes), votes, outcome, all('agreed')), {
      code: 'quorum-missing',
      detail: '3 voted, 0 of them with lived experience: that is no quorum',
    })
})

t.test('a decision against the votes is refused, and the refusal gives the count', async (t) => {
  const votes = [vote(true), vote(false), vote(false, true)]
  t.match(carries(tally(panel, votes), votes, 'agreed', all('agreed')), {
    code: 'panel-decides-by-vote',
    detail: '1 voted for and 2 against: the votes do not carry this outcome',
  })
})

t.test('three members who each except another line agree to every line, and so to the plan', async (t) => {
  const votes = lines.map((line, index) => vote(true, index === 0, { exceptLines: [line] }))
  t.same(carriedBy(...votes), ['agreed'])
})

t.test('on a tie over a line the plan can only be returned', async (t) => {
  const votes = [vote(true, true), vote(true), vote(true), vote(true)].map((one, index) =>
    index < 2 ? { ...one, exceptLines: ['drums'] } : one,
  )
  t.same(carriedBy(...votes), ['returned'])
  for (const outcome of ['agreed', 'refused'] as const) {
    const decided = all('agreed').map((one) => (one.line === 'drums' ? { ...one, outcome } : one))
    t.match(carries(tally(panel, votes), votes, 'agreed-in-part', decided), { code: 'panel-decides-by-vote' })
  }
})

t.test('for any votes: a quorum can always decide something, and never to agree and not to agree at once', async () => {
  fc.assert(
    fc.property(anyQuorum, anyVotes, (quorum, votes) => {
      const carried = carriedOf(quorum, votes)
      if (!tally(quorum, votes).quorate) return carried.length === 0
      return carried.length > 0 && carried.includes('agreed') !== carried.includes('returned')
    }),
  )
})

t.test('for any votes: nothing that is carried goes against what most members said of a line', async () => {
  const anyDecided = fc.tuple(
    ...lines.map((line) => fc.constantFrom('agreed', 'refused').map((outcome) => ({ line, outcome }))),
  )
  const anyOutcome = fc.constantFrom('agreed', 'agreed-in-part', 'refused')
  fc.assert(
    fc.property(anyQuorum, anyVotes, anyOutcome, anyDecided, (quorum, votes, outcome, wanted) => {
      const decided = outcome === 'agreed-in-part' ? wanted : all(outcome)
      const tallied = tally(quorum, votes)
      if (carries(tallied, votes, outcome, decided) !== true) return true
      return decided.every((one) => {
        const agreeing = votes.filter((each) => each.agrees && !each.exceptLines.includes(one.line)).length
        if (one.outcome === 'agreed') return agreeing * 2 > votes.length
        return agreeing * 2 < votes.length || (tallied.unanimous && agreeing < votes.length)
      })
    }),
    { numRuns: 1000 },
  )
})

t.test('for any votes: their order does not matter, and one more vote never takes a quorum away', async () => {
  fc.assert(
    fc.property(anyQuorum, anyVotes, fc.boolean(), (quorum, votes, agrees) => {
      const tallied = tally(quorum, votes)
      const { quorate } = tally(quorum, [...votes, vote(agrees)])
      const turned = tally(quorum, votes.toReversed())
      return (quorate || !tallied.quorate) && JSON.stringify(turned) === JSON.stringify(tallied)
    }),
  )
})
