import { type Static, Type } from '@sinclair/typebox'
import { EthnicCategory } from '../people/schemas.ts'
import { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { nullable, ref, thing } from '../shared/schema.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description, examples: [12] })
/** Of all cases together it can be more than one amount can be, and a change can be below 0. */
const signedPence = (description: string) =>
  Type.Integer({ format: 'int64', description: `${description} In whole pence.`, examples: [2500] })
const tier = ref(Tier, { description: 'The tier.' })

const changes = {
  cases: count('How many cases.'),
  nowPence: signedPence('What they come to under the version that the draft is based on.'),
  proposedPence: signedPence('What they would come to under the draft.'),
  changePence: signedPence('What all of them together would get more, or less.'),
  gain: count('How many would get more.'),
  lose: count('How many would get less.'),
  same: count('How many would get the same.'),
}

export const SimulatedSpread = thing(
  'SimulatedSpread',
  'By how much the amounts change for those who gain, or for those who lose: each figure is one case’s own.',
  {
    leastPence: signedPence('The smallest change.'),
    tenthPence: signedPence('A tenth of them change by no more.'),
    quarterPence: signedPence('A quarter of them change by no more.'),
    medianPence: signedPence('Half of them change by no more.'),
    threeQuartersPence: signedPence('Three quarters of them change by no more.'),
    nineTenthsPence: signedPence('Nine tenths of them change by no more.'),
    mostPence: signedPence('The largest change.'),
    totalPence: signedPence('All of it together.'),
  },
)
const spread = (description: string) => nullable(ref(SimulatedSpread), { description, examples: [null] })

export const SimulatedByVersion = thing(
  'SimulatedByVersion',
  'The cases whose calculation was made under one version of the rules, as far as both amounts can be worked out.',
  {
    version: Type.Integer({ minimum: 1, description: 'The version that it was made under.', examples: [1] }),
    calculatedPence: signedPence('What their calculations came to.'),
    ...changes,
  },
)

const hiddenWords =
  'Null: from 1 to 7, or hidden so that another such number cannot be worked out, or about a group that is so small.'
const shown = (description: string) =>
  nullable(count(description), { description: `${description} ${hiddenWords}`, examples: [12] })
const shownPence = (description: string) =>
  nullable(signedPence(description), {
    description: `${description} In whole pence. Null where any count of the group is hidden.`,
    examples: [2500],
  })
const group = {
  suppressed: Type.Boolean({ description: 'Whether any number of the group is hidden.', examples: [false] }),
  cases: shown('How many cases.'),
  gain: shown('How many would get more.'),
  lose: shown('How many would get less.'),
  same: shown('How many would get the same.'),
  notComparable: shown('How many cannot be compared, since the draft asks for something that they were never asked.'),
  notCalculable: shown('How many would have no amount under the draft.'),
  notCalculableNow: shown('How many cannot be worked out under the version that the draft is based on.'),
  nowPence: shownPence('What they come to under the version that the draft is based on.'),
  proposedPence: shownPence('What they would come to.'),
}
export const EthnicGroup = thing('EthnicGroup', 'The cases of people of one ethnic category.', {
  ethnicCategory: ref(EthnicCategory, {
    description: 'The category. Z, asked and not stated, and 99, not asked, are two.',
  }),
  ...group,
})
export const LanguageGroup = thing('LanguageGroup', 'The cases of people who use one language.', {
  language: Type.String({
    description: 'The language (BCP 47); `other`: together, all languages that few people use.',
    examples: ['ur'],
  }),
  ...group,
})
export const InterpreterGroup = thing(
  'InterpreterGroup',
  'The cases of people who need an interpreter, or who do not.',
  {
    interpreterNeeded: Type.Boolean({ description: 'Whether they need one.', examples: [true] }),
    ...group,
  },
)

const TierCount = ref(
  thing('TierCount', 'How many plans a tier would decide on.', {
    tier: nullable(tier, { description: 'The tier; null: nobody may decide.', examples: ['team-manager'] }),
    now: count('Under the version that the draft is based on.'),
    proposed: count('Under the draft.'),
  }),
)
const Near = ref(
  thing('CasesNearLimit', 'Those close to the limit of a tier.', {
    tier,
    within: count('How many are up to 5 % below the limit, or on it.'),
    over: count('How many are up to 5 % above it.'),
  }),
)
const near = (description: string) => Type.Array(Near, { description, maxItems: 10 })
const Refused = ref(
  thing('CasesRefused', 'Why a case cannot be worked out.', {
    code: Type.String({ description: 'The code of the problem.', examples: ['wish-outside-band'] }),
    cases: count('How many.'),
  }),
)

export const SimulationResult = thing(
  'SimulationResult',
  'What the cases come to under the version that the draft is based on, which is the newest published, and under the draft. Both are worked out anew for every case, from what its calculation kept, whatever version the case is under: so a draft that says what the newest version says changes nothing, to the penny. It is the newest, and not the one in force today, since a draft starts after it and takes its place. `withoutCalculation`, `compared.cases`, `notComparable`, `notCalculable` and `notCalculableNow` come to `cases`.',
  {
    cases: count('How many cases were in flight.'),
    withoutCalculation: count('How many have no calculation yet, and count for nothing here.'),
    compared: ref(thing('SimulatedChange', 'Those whose amount can be worked out under both.', changes)),
    gains: spread('Those who would get more; null where nobody would.'),
    losses: spread('Those who would get less; null where nobody would.'),
    underOlderVersions: ref(
      thing(
        'SimulatedUnderOlderVersions',
        'Those whose calculation was made under a version before the one that the draft is based on. They keep their amount; what they gain or lose by the draft is counted from what the newer version gives.',
        {
          cases: count('How many of those compared.'),
          calculatedPence: signedPence('What their calculations came to.'),
          nowPence: signedPence('What they come to under the version that the draft is based on.'),
          differencePence: signedPence('What lies between the two. The draft has no part in it.'),
        },
      ),
    ),
    notComparable: Type.Array(Refused, {
      description:
        'Those for whom the draft asks for something that they were never asked, by the reason: method-not-offered, another method; assessment-incomplete, points without a completed needs assessment; social-care-budget-missing or gp-agreement-missing. Whether they gain or lose is not known.',
      maxItems: 10,
    }),
    notCalculable: Type.Array(Refused, {
      description: 'Those who have an amount now and would have none under the draft, by the reason.',
      maxItems: 50,
    }),
    notCalculableNow: Type.Array(Refused, {
      description:
        'Those who have no amount under the version that the draft is based on, so that there is nothing to compare.',
      maxItems: 50,
    }),
    signOff: Type.Array(TierCount, {
      description:
        'Who would decide on plans that spend all that can be planned, of people whose identity somebody independent has confirmed: until then a plan goes a tier up, or two decide together, under any version.',
      maxItems: 10,
    }),
    nearLimit: ref(
      thing(
        'SimulatedNearLimit',
        'How many plans that spend all that can be planned would lie within 5 % of a sign-off limit. A plan that lies near several counts for each.',
        { now: near('Under the version that the draft is based on.'), proposed: near('Under the draft.') },
      ),
    ),
    byVersion: Type.Array(ref(SimulatedByVersion), {
      description: 'By the version that the calculations were made under; together those compared.',
      maxItems: 1000,
    }),
    byEthnicCategory: Type.Array(ref(EthnicGroup), { description: 'Every category there is.', maxItems: 18 }),
    byLanguage: Type.Array(ref(LanguageGroup), {
      description: 'By language, the most used first; empty where fewer than 8 people use each.',
      maxItems: 51,
    }),
    byInterpreter: Type.Array(ref(InterpreterGroup), { description: 'By need of an interpreter.', maxItems: 2 }),
  },
)

export type SimulationResult = Static<typeof SimulationResult>
export type SimulatedSpread = Static<typeof SimulatedSpread>
export type SimulatedGroup = Static<typeof EthnicGroup>
export const simulationResultSchemas = [
  SimulatedSpread,
  SimulatedByVersion,
  EthnicGroup,
  LanguageGroup,
  InterpreterGroup,
  SimulationResult,
]
