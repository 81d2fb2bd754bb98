/** The categories of what is kept about a person. Each operation on a record is about one of them. */
export const views = {
  summary: 'The stage of the case, its clocks, who needs to act and how it ended',
  communication: 'The name, the language, whether an interpreter is needed, and what makes information accessible',
  identity: 'The NHS number, the date of birth and the ethnic category',
  'sign-in':
    'How the person signs in, and the codes that were made for it: not for who acts for them, whom it may let them leave',
  consents: 'What the person agreed to share, and with whom',
  goals: 'The expression of interest, with the goals',
  'own-words': 'What the person wrote or said about themselves, other than the goals and the plan',
  assessment: 'The needs assessment, its ratings, and what can be worked out from them',
  'health-need': 'The health need that a GP practice is asked to agree, and what it said',
  services: 'The services that the person has now',
  workings: 'How a budget was worked out, step by step',
  budget: 'The amount of the indicative budget',
  plan: 'The support plan and the time of its broker',
  crisis: 'What is to happen in a crisis, who to call, and the extra support that there is for one',
  'sign-off': 'Signatures, the way to a decision, votes and conflicts of interest',
  decisions: 'Decisions and their reasons',
  letters: 'The letters to the person',
  money: 'Purchases, receipts and the statement',
  provided: 'The lines that a provider gives, and what it is paid: nothing else of a plan',
  reviews: 'Reviews and what they found',
  appeals: 'Appeals and how they went',
  team: 'Who is on the team of the case',
  timeline: 'What happened on the case, and when',
  access: 'Who looked at the record, and what keeps others out of it',
  looks: 'That a crisis team looked, when, and on what ground',
  safeguarding: 'Why something was shared without consent, or a record was opened in an emergency or kept to its team',
} as const
export type View = keyof typeof views

/** What of a case somebody has to see to read by what other systems know it, or to find it by that: there, it is found with whose it is. */
export const viewOfCaseIdentifiers = 'communication' satisfies View

export const every = Object.keys(views) as readonly View[]
export const without = (...left: readonly View[]) => every.filter((view) => !left.includes(view))

/** What somebody needs who answers for what a budget buys, and not for the care: nothing that was assessed. */
export const ofTheBudget: readonly View[] = [
  'summary',
  'communication',
  'goals',
  'services',
  'budget',
  'plan',
  'crisis',
  'sign-off',
  'decisions',
  'money',
  'reviews',
  'appeals',
  'team',
  'timeline',
]

/** The views of what may be left out of an answer of another view: who is opened all of these is told all of any answer. */
export const viewsLeftOut = ['assessment', 'services', 'own-words'] as const satisfies readonly View[]
export type ViewLeftOut = (typeof viewsLeftOut)[number]
