import type { SchemeRules } from '../../rules/scheme/scheme-rules.ts'
import { inPounds } from '../../shared/money.ts'
import { asRead } from '../../shared/numbers.ts'
import { categoryNamed } from '../categories.ts'
import { eligibilityTold } from '../eligibility.ts'
import { capital, counted, inWords, listed } from '../phrases.ts'
import { funderNames } from '../roles.ts'

/** Who is likely to have a budget, and who decides on who can apply. */
export function eligibility({ bases, targetGroups, eligibility, clocks, readinessQuestions }: SchemeRules): string[] {
  const said: string[] = []
  if (bases.includes('right-to-have')) {
    said.push(
      'Some people have a right in law to have a personal health budget. If you are one of them, you can have one here.',
    )
  }
  if (bases.includes('local-offer'))
    said.push('The commissioner offers budgets to people here, whether or not they have a right to one in law.')
  said.push(
    targetGroups.length > 0
      ? `The scheme is meant above all for: ${listed(targetGroups.map(inWords))}.`
      : 'The scheme is not meant for one group alone: anybody who gets mental health support here can ask.',
  )
  const { likely, checked } = eligibilityTold(eligibility)
  if (likely.length > 0) said.push('These people are likely to be eligible:', ...likely)
  said.push(
    `You ask by an expression of interest, in your own words. An officer of the NHS commissioner decides on it within ${counted(clocks.expressionDecision, 'working day')}. You can see who has it and when it is due.`,
  )
  if (checked.length > 0) said.push('This is how it is checked:', ...checked)
  if (readinessQuestions.length > 0) {
    said.push(
      `You see beforehand what will be asked: ${readinessQuestions.map(({ question }) => `“${question}”`).join(' ')}`,
    )
  }
  said.push(
    `If more is needed, each question is put to you one by one. You have ${counted(clocks.informationAnswer, 'working day')} to answer, and the time for the decision stops while you do.`,
  )
  return said
}

const helpers: Readonly<Record<SchemeRules['brokerage']['kind'], string>> = {
  independent: 'A broker who does not work for the NHS or the council helps you to make your plan.',
  peer: 'A peer broker, who has used services too, helps you to make your plan.',
  none: 'Your care coordinator helps you to make your plan.',
}
const holding: Readonly<Record<SchemeRules['deployments'][number], string>> = {
  notional: 'the NHS holds the money and pays for you',
  'third-party': 'somebody else, such as your broker, holds the money and pays for you',
  'direct-payment': 'you are paid the money and buy for yourself',
}

/** What help there is to apply, and afterwards. */
export function support({ brokerage, deployments, reviews, clocks, appeals, crisis }: SchemeRules): string[] {
  const ways = deployments.map((deployment) => holding[deployment])
  const said = [
    'Your care coordinator, somebody who acts for you, or an advocate can help you to ask, and can ask for you.',
    helpers[brokerage.kind],
    `Your plan is written with you within ${counted(clocks.planning, 'working day')} of the day you know the amount.`,
  ]
  const asked = brokerage.brokersNeed ?? []
  if (asked.length > 0)
    said.push(
      `Before a broker begins to work with you, they must have this training: ${listed(asked.map(trainingInWords))}.`,
    )
  if (brokerage.mostMinutes !== null)
    said.push(
      `Brokers have ${counted(Math.floor(brokerage.mostMinutes / 60), 'hour')} for each person, all together${brokerage.beyond === 'by-agreement' ? '; more can be agreed' : ''}.`,
    )
  said.push(
    ...(ways.length === 1
      ? [`Once your plan is agreed, ${ways.join()}.`]
      : [
          'Once your plan is agreed, the money can be held in one of these ways:',
          ...ways.map((way) => `${capital(way)}.`),
        ]),
    `The first payment is made within ${counted(clocks.firstPayment, 'working day')}.`,
    `We review how it is going with you within ${counted(reviews.firstWithinMonths, 'month')} of the day your plan is agreed, and then at least every ${counted(reviews.routineEveryMonths, 'month')}. If things get worse, or you ask, we review it within ${counted(reviews.rapidWithinWorkingDays, 'working day')}.`,
  )
  said.push(
    crisis.reserveBasisPoints > 0
      ? 'Part of your budget is kept for a crisis. What is planned for a crisis starts when you say so, without a new decision. If it is in doubt who you are, or whether you signed your plan, that is settled first.'
      : 'Nothing of your budget is put aside for a crisis. NHS crisis services stay yours and are free.',
  )
  said.push(`You can get help from: ${listed(appeals.help.map(({ name, contact }) => `${name} (${contact})`))}.`)
  return said
}

const trained = { all: '', peers: ', for peer brokers', others: ', for other brokers' } as const
const trainingInWords = ({ name, level, of }: NonNullable<SchemeRules['brokerage']['brokersNeed']>[number]) =>
  `${name}${level === null ? '' : ` (level ${level} or above)`}${trained[of]}`

/** What a decision goes by. */
export function basis(rules: SchemeRules): string[] {
  const said = [
    'A decision goes by what you said you want, your needs on typical and worst days, and the rules on this page. Where it goes against you, it says why.',
    'Each thing in your plan must help with something that you want to change, in your own words. It need not be a treatment that the NHS would recommend.',
    'Nobody takes away or changes what you have now to make up for it without deciding that with you, and NHS crisis services always stay.',
  ]
  const bought = (rules.categories ?? []).filter(({ group }) => group !== 'not-bought')
  if (bought.length > 0)
    said.push('What you buy is counted under one of these:', ...bought.map(({ name }) => `${name}.`))
  if (rules.catalogue)
    said.push(
      'These are usual in this scheme, and other things are not refused for being unusual:',
      ...rules.catalogue.map((key) => `${categoryNamed(rules, key).name}.`),
    )
  for (const { sentence, signpost } of rules.excluded) said.push(`${sentence} ${signpost}`)
  return said
}

/** Where the money comes from, as far as it is the same for everybody. */
export function moneyFrom({ split, eligibility }: SchemeRules): string {
  switch (split.kind) {
    case 'single':
      return `The money comes from ${funderNames[split.host]}.`
    case 'unattributed':
      return 'The money comes from a fund that the NHS and the council share. Nobody has to say which of your needs are health and which are social care.'
    case 'percentage': {
      const shares = split.shares.map(
        ({ funder, basisPoints }) => `${asRead(basisPoints / 100)} % from ${funderNames[funder]}`,
      )
      return `The money usually comes to ${listed(shares)}. It does not change what you get.`
    }
    case 'layered':
      return eligibility.takes.some(({ entryStatus }) => entryStatus === 'without-social-care-budget')
        ? 'The money for health comes on top of a social-care budget, if you have one. Your GP agrees the health need first.'
        : 'The money for health comes on top of a social-care budget that you have already. Your GP agrees the health need first.'
  }
}

/** What is asked of services by their prices: what each costs, and from when the price is. */
export function pricesSaid({ prices }: SchemeRules): string[] {
  return prices.map(
    ({ title, unit, unitPence, year, whose, purchasable }) =>
      `${title} counts as ${inPounds(unitPence)} for each ${unit}, at prices of ${year}. Whose price it is: ${whose}.${purchasable ? '' : ' A budget cannot buy it: it stays free to you.'}`,
  )
}
