import { every, ofTheBudget, type View, without } from './views.ts'

/**
 * Who sees what of a person's record, why, and until when: the one table that the queries, the fields that are left out of an answer, the
 * record of who looked and `docs/access.md` come from.
 *
 * Sources: UK GDPR art. 5(1)(b), (c) and (f) (purpose, minimisation, confidentiality) and art. 9; the Caldicott principles (National Data
 * Guardian, 2020): justify the purpose, use the minimum necessary, need to know.
 */

export interface Sight {
  /** Who sees by it. */
  readonly who: string
  /** What they see it for. */
  readonly purpose: string
  readonly until: string
  readonly views: readonly View[]
  /** What it still opens of a case that has ended; all of it where nothing is said. */
  readonly afterEnd?: readonly View[]
  /** It opens all that it did for a while longer, so that an end can be appealed against and accounts handed over. */
  readonly handsOver?: true
  /** They look and change nothing. */
  readonly looksOnly?: true
  /** It reaches every record of its kind, and falls away for a record that is restricted. */
  readonly general?: true
}

/** What a sign-off seat needs to decide, and no more of who the person is than how to speak with them. */
const toDecide = without('identity', 'sign-in', 'consents', 'access', 'looks', 'safeguarding')
const accounts = ['money'] as const
/** For so many days after its end, and while an appeal is open, a case is handed over: as long as a decision without a last day to appeal. */
export const daysToHandOver = 90
const untilHandedOver = `Their place on the team ends, or the case has ended ${daysToHandOver} days ago and no appeal is open`

/** The grounds, nearest to the person first: where somebody has several, the first that opens the view is kept with the read. */
export const grounds = {
  own: {
    who: 'The person',
    purpose: 'It is their own record.',
    until: 'Always',
    views: every,
  },
  'acts-for': {
    who: 'Who acts for the person in all: a representative on the team whom the person chose, or on a ground for welfare and property',
    purpose: 'To act in the place of the person.',
    until: untilHandedOver,
    views: without('safeguarding', 'sign-in'),
    afterEnd: [],
    handsOver: true,
  },
  'acts-for-welfare': {
    who: 'Who acts for the person in health and welfare, or in their best interests: a representative on the team',
    purpose: 'To act in the place of the person, in what concerns their care.',
    until: untilHandedOver,
    views: without('safeguarding', 'sign-in', 'money'),
    afterEnd: [],
    handsOver: true,
  },
  'acts-for-property': {
    who: 'Who acts for the person in property and affairs: a representative on the team',
    purpose: 'To act in the place of the person, in what concerns their money.',
    until: untilHandedOver,
    views: [...ofTheBudget, 'workings', 'letters', 'identity', 'consents', 'access', 'looks'],
    afterEnd: [],
    handsOver: true,
  },
  'speaks-for': {
    who: 'Who speaks for the person: an advocate on the team',
    purpose: 'To help the person to say what they want, and to appeal.',
    until: untilHandedOver,
    views: without('identity', 'sign-in', 'consents', 'safeguarding'),
    afterEnd: [],
    handsOver: true,
  },
  team: {
    who: 'The care coordinator on the team, with a sign-in of the organisation that sent them',
    purpose: 'To work with the person on the case.',
    until: untilHandedOver,
    views: without('access'),
    afterEnd: [],
    handsOver: true,
  },
  brokerage: {
    who: 'A broker on the team, with a sign-in of the organisation that the person agreed to share with; of what happens, while the record is not restricted, also the systems of that organisation',
    purpose: 'To write the support plan with the person, and to buy what was agreed.',
    until:
      'The case ends, except for the accounts (`money`); or at once when the consent for brokerage or the place on the team ends',
    views: [...ofTheBudget, 'health-need'],
    afterEnd: accounts,
  },
  'coordinates-brokers': {
    who: 'Who coordinates the brokers of an organisation that the person agreed to share with for brokerage',
    purpose: 'To find the person a broker, and another when that one leaves.',
    until: 'The case ends, the consent for brokerage ends, they no longer have the role, or the record is restricted',
    views: ['summary', 'communication', 'team'],
    afterEnd: [],
    general: true,
  },
  'takes-over': {
    who: 'Whom the person chose to take over while they are too unwell',
    purpose: 'To spend for the person what they could spend, from the lines that they named.',
    until: 'The last day, the word of the person, or the end of the plan or of the budget',
    views: ['summary', 'plan', 'crisis', 'money'],
    afterEnd: [],
  },
  seat: {
    who: 'A panel member, somebody with lived experience or an officer of a council that is enrolled in the scheme, at the tier that the case waits for',
    purpose: 'To take the decision that waits for them.',
    until: 'The case waits for them no more; for a council, also where it is not enrolled in the scheme',
    views: toDecide,
  },
  delegation: {
    who: 'Who stands in for somebody that decides',
    purpose: 'To decide in the place of somebody who is away.',
    until: 'The last day of the delegation, or its end',
    views: toDecide,
  },
  decided: {
    who: 'Who took a decision or voted on it',
    purpose: 'To answer for the decision.',
    until: 'The time to appeal against it and every open appeal are over, or the record is restricted',
    views: without('identity', 'sign-in', 'consents', 'access', 'looks', 'safeguarding', 'money'),
    general: true,
  },
  trust: {
    who: "Team managers and the multidisciplinary team of the case's trust",
    purpose: "To manage the care that the trust's teams give, and to decide at their tier.",
    until: 'They no longer have the role, the referral of the case was denied, or the record is restricted',
    views: toDecide,
    general: true,
  },
  'trust-system': {
    who: "The trust's own systems",
    purpose: "To keep the trust's record of care complete.",
    until: 'The system is no longer registered, the referral of the case was denied, or the record is restricted',
    views: without('access'),
    general: true,
  },
  pool: {
    who: 'Officers of a council that pays into the scheme of the case, with a sign-in of that council',
    purpose: 'To answer for the part of the council in the fund that it shares with the NHS.',
    until:
      'The case ends, except for the accounts (`money`); or at once when the council pays into the scheme no longer, they no longer have the role, or the record is restricted',
    views: [...ofTheBudget, 'workings'],
    afterEnd: accounts,
    looksOnly: true,
    general: true,
  },
  commissioner: {
    who: 'Officers of the commissioner',
    purpose: 'To commission, to decide and to pay.',
    until: 'They no longer have the role, or the record is restricted',
    views: without('access'),
    general: true,
  },
  'own-system': {
    who: "The commissioner's own systems",
    purpose: 'To do for the commissioner what its officers would do by hand.',
    until: 'The system is no longer registered, or the record is restricted',
    views: without('access'),
    general: true,
  },
  audit: {
    who: 'Auditors of the commissioner',
    purpose: 'To check that sums and spending are right, without knowing whose they are.',
    until: 'They no longer have the role, or the record is restricted',
    views: ['summary', 'workings', 'budget', 'money', 'team', 'timeline', 'looks'],
    looksOnly: true,
    general: true,
  },
  finance: {
    who: 'Finance officers of the commissioner',
    purpose: 'To pay what was agreed, and to whom.',
    until: 'They no longer have the role, or the record is restricted',
    views: ['summary', 'money'],
    looksOnly: true,
    general: true,
  },
  registered: {
    who: 'Who registered the person by their work, and the systems of their trust where one of them did',
    purpose: 'To have the record right before anybody works with the person.',
    until: 'There is a case of the person, or they no longer have the role',
    views: ['summary', 'communication', 'identity', 'sign-in', 'consents', 'own-words'],
  },
  referred: {
    who: 'Whoever recorded a referral, and somebody at the organisation that it is said to come from',
    purpose:
      'To see the referral alone, as much as it takes to say “this is them”, and to answer whether there was one.',
    until: 'They no longer have the role',
    views: [],
  },
  searched: {
    who: 'Somebody who looked the person up by NHS number and a second fact, or had their number or identifier in an import, and found them',
    purpose: 'To say “this is them” before there is anything else to do with the person.',
    until: 'The answer alone',
    views: [],
  },
  privacy: {
    who: "The commissioner's privacy officer, and its systems that stand in for one",
    purpose: 'To answer for who looked at a record, and to keep others out of it.',
    until: 'They no longer have the role',
    views: ['access', 'looks', 'safeguarding'],
  },
  'named-to-decide': {
    who: 'Who is named for a restricted record, and works where others would decide: an officer of the commissioner, a manager or the team of the trust',
    purpose: 'To decide on a record that is kept from those who would decide otherwise.',
    until: 'The day that the privacy officer set, or the record is restricted no longer',
    views: toDecide,
  },
  'named-for-identity': {
    who: 'The same, named for who the person is',
    purpose:
      'To say who the person is, whether a record is a second one of theirs, how they sign in, and what must be kept.',
    until: 'The day that the privacy officer set, or the record is restricted no longer',
    views: ['summary', 'communication', 'identity', 'sign-in'],
  },
  'named-to-pay': {
    who: 'A finance officer of the commissioner who is named for a restricted record',
    purpose: 'To pay what was agreed on a record that is kept from those who would pay otherwise, and to whom.',
    until: 'The day that the privacy officer set, or the record is restricted no longer',
    views: ['summary', 'money'],
    looksOnly: true,
  },
  'break-glass': {
    who: "Somebody on call at the case's trust or the commissioner, who has no other ground and said why",
    purpose: 'To keep the person safe in an emergency.',
    until: 'An hour after they said why',
    views: [
      'summary',
      'communication',
      'identity',
      'goals',
      'own-words',
      'assessment',
      'services',
      'plan',
      'crisis',
      'reviews',
      'team',
      'timeline',
    ],
    looksOnly: true,
  },
  'crisis-team': {
    who: "A crisis team of the case's trust, which named the ground that it looks on",
    purpose: 'To help the person through a crisis, in the way that they planned.',
    until: 'An hour after they named it, the case has ended, or the record is restricted',
    views: ['crisis'],
    afterEnd: [],
    general: true,
  },
  practice: {
    who: 'A GP of the practice that is asked about the health need, as far as sharing with it is allowed',
    purpose: 'To agree the health need of their patient, or not, and to say what was not said by them.',
    until: 'Another need is suggested, the sharing, the case or their role ends, or the record is restricted',
    views: ['health-need', 'identity'],
    afterEnd: [],
    general: true,
  },
  provider: {
    who: 'Officers and systems of a provider that gives a line of the plan, or is paid on the case',
    purpose: 'To give what was agreed, and to know what it is paid.',
    until:
      'They no longer have the role, or the record is restricted; what it gives is seen until another is named, or none',
    views: ['provided'],
    afterEnd: ['provided'],
    general: true,
  },
  service: {
    who: 'The service itself, between requests',
    purpose: 'To notice what is late and to do what the scheme says of it.',
    until: 'Always',
    views: every,
  },
} as const satisfies Readonly<Record<string, Sight>>

export type Ground = keyof typeof grounds

export const groundNames = Object.keys(grounds) as readonly Ground[]

/** How long somebody sees a case by breaking the glass. */
export const breakGlassMinutes = 60
