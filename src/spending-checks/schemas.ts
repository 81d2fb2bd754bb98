import { type Static, Type } from '@sinclair/typebox'
import { checkOutcomes, checkPlaces, checkSubjects } from '../rules/spending/spending-checks.ts'
import { vettings } from '../rules/spending/vetting.ts'
import { id, instant, key, nullable, oneOf, optional, pageOf, pence, ref, thing, words } from '../shared/schema.ts'

const outcome = ref(
  oneOf(checkOutcomes, {
    $id: 'SpendingCheckOutcome',
    description:
      'passed: the words name something that a budget may buy, or whoever is asked about is paid; refused: they name what no budget buys, or are not paid.',
  }),
)
const vetting = ref(
  oneOf(vettings, {
    $id: 'Vetting',
    description:
      'dbs-seen: whoever decides saw what the Disclosure and Barring Service says of them; person-chooses: the person was told what such a check is, and chose them without; organisation: no single human, but an organisation that answers for whom it sends.',
  }),
)
export const NewSpendingCheckDecision = thing(
  'NewSpendingCheckDecision',
  'What the words name, or how who is paid is known, and why.',
  {
    outcome,
    ...optional({ vetting }),
    because: words(1000, 'The reason, for the person to read.', 'Whiskey is her dog, and this is its lead.'),
  },
)
export const SpendingCheckRenewal = thing('SpendingCheckRenewal', 'Why the words are to be looked at again.', {
  because: words(
    1000,
    'What was not known, or not looked at.',
    'Whiskey is the name of my dog: the receipt says lead.',
  ),
})

export const SpendingCheck = thing(
  'SpendingCheck',
  'Words that may name what no budget buys, which somebody looks at; or whom a direct payment or a card would pay for support, and nobody has vetted (`about`): passed for a year, whatever is paid. What is passed of words is passed for this line, who would be paid, and this amount, which what is bought by it uses up; what goes beyond is looked at again. The words of a plan, a request or a claim are passed for as long as it has no larger sum.',
  {
    id: id(),
    caseId: id(),
    about: ref(
      oneOf(checkSubjects, {
        $id: 'SpendingCheckAbout',
        description:
          'words: that may name what no budget buys; payee: who would be paid for support, whom nobody has vetted. More may be added.',
      }),
    ),
    foundIn: ref(
      oneOf(checkPlaces, {
        $id: 'SpendingCheckPlace',
        description:
          'Where they were found first: in a purchase that somebody wanted to record, a line of a plan, a line of a card’s feed, what was asked for beside the plan, or what was claimed for the time of waiting.',
      }),
    ),
    planLineId: nullable(id(), { description: 'The line of the purchase.', examples: [null] }),
    supportPlanId: nullable(id(), { description: 'The plan of the line.', examples: [null] }),
    line: nullable(key('The key of the line.', 'dog-lead'), {
      description:
        'The key of the line, also of one that opens once what was asked for or claimed is agreed; null of a line of a card’s feed.',
      examples: ['dog-lead'],
    }),
    payee: nullable(Type.String(), { description: 'Who would be paid; null where nobody is named.', examples: [null] }),
    cardFeedLineId: nullable(id(), { description: 'The line of the feed.', examples: [null] }),
    offPlanRequestId: nullable(id(), { description: 'What was asked for beside the plan.', examples: [null] }),
    waitingClaimId: nullable(id(), { description: 'What was claimed for the time of waiting.', examples: [null] }),
    amountPence: nullable(pence(), {
      description: 'What it was to cost; null where it is not known.',
      examples: [1200],
    }),
    words: Type.String({ description: 'The words.', examples: ['Whiskey the dog’s lead'] }),
    uses: Type.Array(key('A category that no budget buys.', 'alcohol'), {
      description: 'What they may name, by the categories of the scheme; none of a payee.',
      maxItems: 20,
    }),
    said: nullable(Type.String(), {
      description: 'Why it is looked at again; null where it is the first time.',
      examples: [null],
    }),
    askedAt: instant(),
    outcome: nullable(outcome, { description: 'Null while nobody has decided.', examples: [null] }),
    vetting: nullable(vetting, {
      description: 'How a payee who was passed is known; else null.',
      examples: [null],
    }),
    because: nullable(Type.String(), { description: 'Why it was decided so.', examples: [null] }),
    decidedAt: nullable(instant(), { description: 'When it was decided.', examples: [null] }),
  },
)
export const SpendingCheckPage = pageOf(SpendingCheck)
export type SpendingCheck = Static<typeof SpendingCheck>
export const spendingCheckSchemas = [NewSpendingCheckDecision, SpendingCheckRenewal, SpendingCheck, SpendingCheckPage]
