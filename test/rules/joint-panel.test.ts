import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { carries, carriesLines, tally, type Vote } from '../../src/rules/panel.ts'
import type { TierHolder } from '../../src/rules/sign-off-rules.ts'
import { parsePreset } from '../../src/schemes/preset.ts'
import { aTier } from './a-scheme.ts'

const name = 'section-117.json'
const preset = parsePreset(name, readFileSync(new URL(`../../data/schemes/${name}`, import.meta.url), 'utf8'))
const panel = preset.versions[0]?.rules.tiers[0]
if (!panel) throw new Error('section 117 has a panel')

const vote = (standing: TierHolder, agrees = true, exceptLines: string[] = []): Vote => ({
  agrees,
  exceptLines,
  livedExperience: false,
  standing,
})
const nhs = (agrees = true, except: string[] = []) => vote('commissioner-officer', agrees, except)
const council = (agrees = true, except: string[] = []) => vote('local-authority-officer', agrees, except)
const outcomes = ['agreed', 'returned', 'refused'] as const
const carriedBy = (...votes: Vote[]) => outcomes.filter((outcome) => carries(tally(panel, votes), outcome) === true)

t.test('section 117: both bodies vote, or nothing is decided, however many of one there are', async (t) => {
  t.equal(tally(panel, [nhs()]).quorate, false)
  t.equal(tally(panel, [nhs(), nhs(), nhs()]).quorate, false)
  t.equal(tally(panel, [council(), council()]).quorate, false)
  t.equal(tally(panel, [nhs(), council()]).quorate, true)
})

t.test('section 117: both must agree; one against, and it is not agreed, however many are for it', async (t) => {
  t.same(carriedBy(nhs(), council()), ['agreed'])
  t.same(carriedBy(nhs(), council(false)), ['returned'])
  t.same(carriedBy(nhs(), nhs(), council(false)), ['returned'])
  t.same(carriedBy(nhs(false), council(false)), ['returned', 'refused'])
})

t.test('section 117: a line is agreed where both agree to it', async (t) => {
  const votes = [nhs(true, ['drums']), council()]
  const decided = (drums: 'agreed' | 'refused', mattress: 'agreed' | 'refused') =>
    carriesLines(tally(panel, votes), votes, [
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
  const standing = tally(three, votes)
  t.match(standing, { agreeing: 1, inPart: 2, against: 0, quorate: true })
  t.not(carries(standing, 'agreed'), true)
  t.not(carries(standing, 'refused'), true)
  t.equal(carries(standing, 'returned'), true)
  const lines = [
    { line: 'drums', outcome: 'refused' },
    { line: 'mattress', outcome: 'agreed' },
  ] as const
  t.equal(carriesLines(standing, votes, lines), true)
})

t.test('for any votes: of each line either its agreement or its refusal is carried, never both', async () => {
  const anyVote = fc
    .tuple(fc.boolean(), fc.boolean(), fc.subarray(['drums', 'mattress']))
    .map(([isNhs, agrees, except]) => (isNhs ? nhs : council)(agrees, agrees ? except : []))
  fc.assert(
    fc.property(fc.array(anyVote, { maxLength: 7 }), fc.constantFrom('drums', 'mattress'), (votes, line) => {
      const standing = tally(panel, votes)
      const carried = (['agreed', 'refused'] as const).filter(
        (outcome) => carriesLines(standing, votes, [{ line, outcome }]) === true,
      )
      return carried.length === (standing.quorate ? 1 : 0)
    }),
  )
})
