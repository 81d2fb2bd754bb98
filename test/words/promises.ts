/**
 * What the page that a commissioner publishes promises, kind by kind of sentence, and the test that holds the service to it: the file below `test/`, and
 * the title of the test in it.
 */
export interface Promised {
  readonly said: RegExp
  readonly file: string
  readonly test: string
}

/** Sentences that a scheme writes itself, of what it pays for and what not: each is a rule. */
export const excluded: Omit<Promised, 'said'> = {
  file: 'rules/planning/plan-checks',
  test: 'what the scheme excludes is refused with the rule and where to go instead',
}

export const promises: readonly Promised[] = [
  {
    said: /^Some people have a right in law|^The commissioner offers budgets/,
    file: 'rules/assessment/readiness',
    test: 'S1: the basis is one that the scheme offers',
  },
  {
    said: /^The scheme is (not )?meant/,
    file: 'rules/assessment/readiness',
    test: 'the group is one that the scheme names, or is left open',
  },
  {
    said: /^(These people are likely to be eligible|This is how it is checked):|^People (who|whom|whose|with whom) /,
    file: 'rules/assessment/eligibility',
    test: 'every scheme tells who is likely to be eligible and how it is checked, in sentences',
  },
  {
    said: /^The scheme takes only people who/,
    file: 'cases/entry-status',
    test: '422: a scheme that builds on a social-care budget takes nobody without one, and names the rule',
  },
  {
    said: /^An officer of the NHS commissioner reads/,
    file: 'expressions-of-interest/decide-expression-of-interest',
    test: '403: a system does not decide, nor an officer who acts for the person',
  },
  {
    said: /^Your care coordinator assesses your needs/,
    file: 'budgets/calculate-budget',
    test: '409: not before the needs are known, nor once planning goes on, nor for a case that has ended',
  },
  {
    said: /^You are asked whether you have a personal budget|^Your GP agrees the health need/,
    file: 'journeys/needs-and-prices',
    test: 'south kent coast (S3): a social-care budget and a health element that the GP agrees first; the assessor does not decide',
  },
  {
    said: /^If you have no personal budget for social care, the NHS and the council/,
    file: 'cases/entry-status',
    test: 'the next stage: who has no social-care budget is assessed jointly, and has the health element alone',
  },
  {
    said: /^You are asked under which section/,
    file: 'rules/assessment/readiness',
    test: 'for any answers: ready just where every required question has one and no other was answered',
  },
  {
    said: /^You ask by an expression of interest/,
    file: 'breaches/sweep-breaches',
    test: 'an expression of interest that is late is reported to the commissioner once, and seen by the person',
  },
  {
    said: /^You see beforehand/,
    file: 'expressions-of-interest/change-expression-of-interest',
    test: 'readiness: the questions of the panel and all that is missing are told before sending',
  },
  {
    said: /^If more is needed, each question/,
    file: 'expressions-of-interest/clock-pauses',
    test: 'the clock waits over Christmas while the person needs to act, working day by working day',
  },
  {
    said: /^The services that you used/,
    file: 'rules/budgets/historic-cost',
    test: 'look-back, factor and floor: to the penny, a half up',
  },
  {
    said: /^You list what would help/,
    file: 'rules/budgets/one-off',
    test: 'for any wish and band: granted in full or refused, never trimmed, and the same each time',
  },
  {
    said: /^The services that you need/,
    file: 'rules/budgets/required-services',
    test: 'S3: each service at its dated unit cost, said with its units, price and year',
  },
  {
    said: /counts as £.* at prices of/,
    file: 'rules/budgets/required-services',
    test: 'the scheme of the seeds: a ward, the GP and emergency care have a price for comparison, and are never sold',
  },
  {
    said: /^Each part of your life gets points/,
    file: 'rules/budgets/points',
    test: 'a domain counts on typical and on worst days, in exact thirtieths, as it is without support',
  },
  {
    said: /^From .* points? on/,
    file: 'rules/budgets/points',
    test: 'floor and ceiling of a band are inclusive, and what they change is a step',
  },
  {
    said: /is added for prices/,
    file: 'rules/budgets/adjustments',
    test: 'uplift and reserve, to the penny, a half up; the reserve is of the whole with its uplift',
  },
  {
    said: /kept for you for a crisis/,
    file: 'rules/budgets/adjustments',
    test: 'for any amount: uplift adds and never takes, a reserve takes nothing from the amount and is a part of it',
  },
  {
    said: /^Nothing of (the amount|your budget) is put aside for a crisis/,
    file: 'rules/budgets/adjustments',
    test: 'each is a step of its own, with its source; where there is none there is no step',
  },
  {
    said: /^The money (comes|usually comes|for health)/,
    file: 'rules/budgets/split',
    test: 'for any split: the shares are the amount, and what the steps add is what the split added',
  },
  {
    said: /^Your needs are assessed|^The amount is worked out within/,
    file: 'case-progress/who-is-waited-for',
    test: 'every step that staff owe is late once its days are over, and then no longer once it is done',
  },
  {
    said: /^You are told the amount/,
    file: 'support-plans/draft-support-plan',
    test: '409: planning opens with the disclosure of the amount, and not before',
  },
  {
    said: /^Your care coordinator, somebody who acts for you/,
    file: 'expressions-of-interest/draft-expression-of-interest',
    test: '201: the person, who acts for them, staff and the trust’s system may write it down',
  },
  {
    said: /^A broker who does not work for the NHS/,
    file: 'case-team/add-case-member',
    test: '400: a broker acts for an organisation',
  },
  {
    said: /^A peer broker/,
    file: 'journeys/rights-and-peers',
    test: 'kent: no broker joins who is not registered as a peer, who has used services too',
  },
  {
    said: /^Your care coordinator helps you to make your plan/,
    file: 'case-progress/who-is-waited-for',
    test: 'a scheme that wants a broker’s signature, and no broker: the care coordinator plans, and a higher tier decides',
  },
  {
    said: /^Your plan is written with you within/,
    file: 'case-progress/who-is-waited-for',
    test: 'every step that staff owe is late once its days are over, and then no longer once it is done',
  },
  {
    said: /^Before a broker begins to work with you, they must have this training/,
    file: 'staff/training-of-schemes',
    test: 'S3: in Lambeth a broker has a day of support planning and one of recovery support planning',
  },
  {
    said: /^Brokers have .* for each person/,
    file: 'brokerage/brokerage-time',
    test: 'S3, Project SWAP: five hours for one person, to the minute, and each person has their own',
  },
  {
    said: /^Once your plan is agreed, /,
    file: 'rules/planning/plan-checks',
    test: 'S2: the broker holds the money: a way of holding it that the scheme does not offer is refused',
  },
  {
    said: /^(The NHS|Somebody else, such as your broker,) holds the money|^You are paid the money/,
    file: 'spending/who-spends',
    test: 'a direct payment is spent by the person, or by whoever acts for them, who keep its papers too',
  },
  {
    said: /^The first payment is made within/,
    file: 'breaches/sweep-breaches',
    test: 'a first payment that is late is reported, and the broker’s task says so',
  },
  {
    said: /^We review how it is going/,
    file: 'reviews/first-review',
    test: 'the agreement sets the first review, due three months later, where nothing is ever bought',
  },
  {
    said: /^Part of your budget is kept for a crisis/,
    file: 'crisis-episodes/declare-crisis',
    test: 'P8: at two in the night the person says so, and it is there: paid from what is put aside, signed off by nobody',
  },
  {
    said: /^(You can get help from|For help with an appeal):/,
    file: 'schemes/transparency',
    test: 'what is told is what the rules do: each limit, each day and each reason',
  },
  {
    said: /^A decision goes by/,
    file: 'expressions-of-interest/decide-expression-of-interest',
    test: '422: a decision against the person has a reason that the scheme knows, and the field is named',
  },
  {
    said: /^Each thing in your plan must help/,
    file: 'rules/planning/plan-checks',
    test: 'every line serves outcomes that the plan has',
  },
  {
    said: /^Nobody takes away or changes what you have/,
    file: 'current-services/change-current-service',
    test: 'P3: an NHS crisis service stays, whoever wants it otherwise',
  },
  {
    said: /^What you buy is counted under one of these/,
    file: 'rules/planning/plan-checks',
    test: 'a category that the scheme does not list is named by its field, with those that it has',
  },
  {
    said: /^These are usual in this scheme/,
    file: 'sign-off/forced-tiers',
    test: 'an unusual line is not refused, and goes to the forced tier',
  },
  {
    said: /^Your plan is signed by/,
    file: 'rules/sign-off/sign-off',
    test: 'for any signatures: each one more leaves no more outstanding, and all of them leave none',
  },
  {
    said: /^Everybody who must sign/,
    file: 'case-progress/who-is-waited-for',
    test: 'every step that staff owe is late once its days are over, and then no longer once it is done',
  },
  {
    said: /may not decide on any amount/,
    file: 'rules/sign-off/sign-off',
    test: 'no limit is not infinite: a tier without one never decides, not even on a penny',
  },
  {
    said: /may decide up to £/,
    file: 'rules/sign-off/sign-off',
    test: 'every tier’s own limit is inclusive, and a penny more goes to the tier above',
  },
  {
    said: /^Your plan goes to the first of these/,
    file: 'rules/sign-off/sign-off',
    test: 'S2: not comfortable passes the plan up one tier, to who may decide, and says that nobody is at fault',
  },
  {
    said: /^If nobody independent has confirmed/,
    file: 'rules/sign-off/identity',
    test: 'for every scheme and amount, an unconfirmed identity needs a tier more or two people, and never passes a limit',
  },
  {
    said: /^Where .* at least .* decides, whatever the amount/,
    file: 'rules/sign-off/forced-tiers',
    test: 'for any policy: the route is at or above every tier that is forced, and somebody may decide there',
  },
  {
    said: /^If you are turned down/,
    file: 'decisions/letter',
    test: 'every decision has its letter, written with it: accepted, declined, agreed, returned, refused',
  },
  {
    said: /^Every decision against you gives a reason/,
    file: 'expressions-of-interest/decide-expression-of-interest',
    test: '422: a decision against the person has a reason that the scheme knows, and the field is named',
  },
  {
    said: /^“/,
    file: 'schemes/transparency',
    test: 'what is told is what the rules do: each limit, each day and each reason',
  },
  {
    said: /^You, the person who acts for you, or your advocate can ask/,
    file: 'appeals/lodge-and-decide-appeal',
    test: '422: a late appeal says why it is late; in time is sixty working days',
  },
  {
    said: /^It is reviewed by/,
    file: 'appeals/lodge-and-decide-appeal',
    test: '403: whoever took part does not review: decider, signer, broker, and who stands on the case',
  },
  {
    said: /^What you have now stays/,
    file: 'appeals/lodge-and-decide-appeal',
    test: 'what the person has is frozen while an appeal is open: the database holds it',
  },
  {
    said: /^If you still disagree/,
    file: 'decisions/letter-kept',
    test: 'an appeal is answered by a letter too, and the Ombudsman is named in it',
  },
]
