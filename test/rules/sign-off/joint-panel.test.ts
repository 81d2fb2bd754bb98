import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { carries, tally, type Vote } from '../../../src/rules/sign-off/panel.ts'
import type { TierHolder } from '../../../src/rules/sign-off/sign-off-rules.ts'
import { parsePreset } from '../../../src/schemes/preset.ts'
import { aTier } from '../scheme/a-scheme.ts'

const name = 'section-117.json'
const preset = parsePreset(name, readFileSync(new URL(`../../../data/schemes/${name}`, import.meta.url), 'utf8'))
const panel = preset.versions[0]?.rules.tiers[0]
if (!panel) throw new Error('section 117 has a panel')

const vote = (tierRole: TierHolder, agrees = true, exceptLines: string[] = []): Vote => ({
  agrees,
  exceptLines,
  livedExperience: tierRole === 'lived-experience-member',
  tierRole,
})
const nhs = (agrees = true, except: string[] = []) => vote('commissioner-officer', agrees, except)
const council = (agrees = true, except: string[] = []) => vote('local-authority-officer', agrees, except)
const peer = (agrees = true, except: string[] = []) => vote('lived-experience-member', agrees, except)
const outcomes = ['agreed', 'returned', 'refused'] as const
const carriedBy = (...votes: Vote[]) =>
  outcomes.filter((outcome) => {
    const each = outcome === 'agreed' ? outcome : 'refused'
    const decided = ['drums', 'mattress'].map((line) => ({ line, outcome: each }) as const)
    return carries(tally(panel, votes), votes, outcome, decided) === true
  })

t.test(
  'section 117: both bodies vote and a peer with them, or nothing is decided, however many of one there are',
  async (t) => {
    t.equal(tally(panel, [nhs()]).quorate, false)
    t.equal(tally(panel, [nhs(), nhs(), peer()]).quorate, false)
    t.equal(tally(panel, [council(), council(), peer()]).quorate, false)
    t.equal(tally(panel, [nhs(), council(), council()]).quorate, false)
    t.equal(tally(panel, [nhs(), council(), peer()]).quorate, true)
  },
)

t.test('section 117: all must agree; one against, and it is neither agreed nor refused', async (t) => {
  t.same(carriedBy(nhs(), council(), peer()), ['agreed'])
  t.same(carriedBy(nhs(), council(false), peer()), ['returned'])
  t.same(carriedBy(nhs(), council(), peer(false)), ['returned'])
  t.same(carriedBy(nhs(false), council(), peer(false)), ['returned'])
  t.same(carriedBy(nhs(false), council(false), peer(false)), ['returned', 'refused'])
})

t.test('section 117: a line is agreed where all agree to it', async (t) => {
  const votes = [nhs(true, ['drums']), council(), peer()]
  const decided = (drums: 'agreed' | 'refused', mattress: 'agreed' | 'refused') =>
    carries(tally(panel, votes), votes, 'agreed-in-part', [
      { line: 'drums', outcome: drums },
      { line: 'mattress', outcome: mattress },
    ])
  t.equal(decided('refused', 'agreed'), true)
  t.match(decided('agreed', 'agreed'), { code: 'panel-decides-by-vote' })
  t.match(decided('refused', 'refused'), { code: 'panel-decides-by-vote' })
  t.same(carriedBy(...votes), ['returned'], 'as a whole it is not agreed')
})

t.test('any: one vote is enough, and a quorum of lived experience still needs a member who has it', async (t) => {
  const any = aTier('mdt-meeting', 1, { quorum: { kind: 'any', members: 1, livedExperience: 0 } })
  t.equal(tally(any, []).quorate, false)
  t.equal(tally(any, [vote('mdt-member')]).quorate, true)
  const lived = aTier('risk-enablement-panel', 1, { quorum: { kind: 'any', members: 1, livedExperience: 1 } })
  t.equal(tally(lived, [vote('panel-member'), vote('panel-member')]).quorate, false)
  t.equal(tally(lived, [{ ...vote('lived-experience-member'), livedExperience: true }]).quorate, true)
})

t.test('number: a vote for a part is a vote, and counts for nothing but its part', async (t) => {
  const three = aTier('mdt-meeting', 1, { quorum: { kind: 'number', members: 3, livedExperience: 0 } })
  const votes = [vote('mdt-member'), vote('mdt-member', true, ['drums']), vote('mdt-member', true, ['drums'])]
  const tallied = tally(three, votes)
  t.match(tallied, { agreeing: 1, inPart: 2, against: 0, quorate: true })
  const lines = [
    { line: 'drums', outcome: 'refused' },
    { line: 'mattress', outcome: 'agreed' },
  ] as const
  t.not(carries(tallied, votes, 'agreed', lines), true)
  t.not(carries(tallied, votes, 'refused', lines), true)
  t.equal(carries(tallied, votes, 'returned', lines), true)
  t.equal(carries(tallied, votes, 'agreed-in-part', lines), true)
})

t.test('for any votes: of each line either its agreement or its refusal is carried, never both', async () => {
  const anyVote = fc
    .tuple(fc.constantFrom(nhs, council, peer), fc.boolean(), fc.subarray(['drums', 'mattress']))
    .map(([member, agrees, except]) => member(agrees, agrees ? except : []))
  fc.assert(
    fc.property(fc.array(anyVote, { maxLength: 7 }), fc.constantFrom('drums', 'mattress'), (votes, line) => {
      const tallied = tally(panel, votes)
      const carried = (['agreed', 'refused'] as const).filter(
        (outcome) => carries(tallied, votes, 'agreed-in-part', [{ line, outcome }]) === true,
      )
      return carried.length === (tallied.quorate ? 1 : 0)
    }),
  )
})
