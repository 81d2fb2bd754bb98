import t from 'tap'
import { decidedBy, toldOf } from '../src/decisions/letter-words.ts'
import { transparency } from '../src/words/published/transparency.ts'
import { conditionNames, funderNames, rolesTold, tierWords } from '../src/words/roles.ts'
import { alwaysStays } from '../src/words/what-stays.ts'
import { presets } from './rules/scheme/presets.ts'

/** Words that nobody says, or that only those who work there know. */
const banned =
  /\b(looked at again|whoever|nobody who|beside|save that|be it that|goes on|told whole|the ball|lies? ahead|stands|thing by thing|anew|not content|patients?|service users?)\b/i
/** The NHS service manual asks for 20 words at the most in most sentences; none is above this. */
const mostWords = 25

const outcomes = [
  'accepted',
  'declined',
  'agreed',
  'agreed-in-part',
  'returned',
  'refused',
  'reduced',
  'ended',
  'not-accepted',
  'upheld',
  'varied',
  'overturned',
] as const
const about = { appealed: null, elsewhere: undefined, replaced: null, plan: null } as unknown as Parameters<
  typeof toldOf
>[1]
/** Outcomes whose next step is said by the letter itself; the others say the next step of the case. */
const own: ReadonlySet<string> = new Set(['declined', 'reduced', 'not-accepted', 'upheld'])
const letters = [
  about,
  { ...about, elsewhere: 'begun-anew' as const },
  { ...about, elsewhere: 'ended-for-good' as const },
].flatMap((of) =>
  outcomes.flatMap((outcome) => {
    const { title, what, next } = toldOf({ outcome: outcome as never }, of)
    return [title, ...what, ...(own.has(outcome) ? [next] : [])].map((text) => [`letter ${outcome}`, text] as const)
  }),
)
const published = presets.flatMap(({ name, rules }) => {
  // The scheme's own questions, reasons and helpers are its commissioner's words.
  const bare = {
    ...rules,
    readinessQuestions: [],
    prices: [],
    excluded: [],
    catalogue: null,
    targetGroups: [],
    reasons: [],
  }
  const without = { ...bare, appeals: { ...bare.appeals, help: [{ name: 'Mind', contact: '0300 102 1234' }] } }
  return transparency(without).flatMap(({ key, sentences }) =>
    sentences.map((text) => [`${name} ${key}`, text] as const),
  )
})
const names = [tierWords, rolesTold, funderNames, conditionNames].flatMap((table) =>
  Object.entries(table).flatMap(([key, said]) =>
    (typeof said === 'string' ? [said] : Object.values(said as Record<string, string>)).map(
      (text) => [key, text] as const,
    ),
  ),
)
const decided = (Object.keys(tierWords) as (keyof typeof tierWords)[]).map(
  (tier) => [`decided by ${tier}`, decidedBy(tier).join('Sam Jones')] as const,
)
const stays = alwaysStays.map(({ title, sentence }) => [title, sentence] as const)

t.test('letters and published pages are plain English: no word that nobody says, no sentence too long', async (t) => {
  for (const [where, text] of [...letters, ...published, ...names, ...decided, ...stays]) {
    t.notMatch(text, banned, `${where}: ${text}`)
    for (const sentence of text.split(/(?<=[.?!:])\s+/))
      t.ok(sentence.split(/\s+/).length <= mostWords, `${where}: ${sentence.split(/\s+/).length} words: ${sentence}`)
  }
})
