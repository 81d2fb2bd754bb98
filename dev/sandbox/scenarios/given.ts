import { readFileSync } from 'node:fs'
import type { CrisisContingency, NewNeedsAssessment, NewPerson, PlanLine } from '../../../sdk/typescript/src/index.ts'
import { daysAfter, type LocalDate } from '../../../src/shared/dates.ts'
import type { SchemeName } from './catalogue.ts'

/* What people say in the scenarios. Nobody in it is anybody. */

const givenNames = [
  ...['Amina', 'Bilal', 'Carys', 'Dilip', 'Esther', 'Farid', 'Grace', 'Hamza', 'Imogen', 'Jamal', 'Keira', 'Liam'],
  ...['Maryam', 'Nikolai', 'Orla', 'Precious', 'Quentin', 'Rhiannon', 'Samir', 'Tamsin', 'Umar', 'Violet', 'Wasim'],
  ...['Xanthe', 'Yusuf', 'Zofia', 'Ambrose', 'Beatriz', 'Cormac'],
]
const familyNames: Readonly<Record<SchemeName, string>> = {
  merseyside: 'Sandbox-Mersey',
  'south-kent-coast': 'Sandbox-Kent',
  lambeth: 'Sandbox-Lambeth',
}

/** The same at each making; no two have a name and a day of birth in common. */
export function aPerson(scheme: SchemeName, index: number): NewPerson & { readonly bornOn: string } {
  return {
    nhsNumber: null,
    givenName: givenNames[index % givenNames.length] ?? 'Amina',
    familyName: familyNames[scheme],
    bornOn: `19${60 + (index % 40)}-0${1 + (index % 9)}-1${index % 10}`,
    ethnicCategory: 'A',
    language: 'en',
    interpreterNeeded: false,
    communicationNeeds: null,
  }
}

const instrument = JSON.parse(
  readFileSync(new URL('../../../data/instruments/mental-health-first-1.json', import.meta.url), 'utf8'),
) as { readonly domains: readonly { readonly key: string }[] }

/** Every domain rated, so ready to be completed. */
export const anAssessment: NewNeedsAssessment = {
  ratings: Object.fromEntries(
    instrument.domains.map(({ key }) => [
      key,
      {
        typicalDay: 1,
        worstDay: 3,
        worstDaysPerMonth: 8,
        hiddenFromOthers: true,
        withoutCurrentSupport: 2,
        priority: 'high',
        words: 'Nights are the worst; by day nobody would notice.',
      },
    ]),
  ),
  strengths: ['My sister, and that I never miss a class'],
  worstTimes: [{ days: [5, 6], from: '22:00', to: '06:00' }],
}

/** Every hour of the week is covered by the crisis line, which is kept. */
export const aContingency: CrisisContingency = {
  warningSigns: ['I stop answering the phone.'],
  triggers: ['Anniversaries'],
  whatHelps: ['Somebody who sits with me and does not talk.'],
  whatNotToDo: ['Do not touch me without asking.'],
  contacts: [{ name: 'Crisis line', contact: '111, option 2', role: 'NHS mental health crisis line' }],
  wishesWhenUnwell: 'I want to stay at home if it is safe.',
  dependants: null,
  worstTimes: [{ days: [5, 6], from: '22:00', to: '06:00' }],
  cover: [
    {
      kind: 'kept-crisis-line',
      name: 'Crisis line',
      contact: '111, option 2',
      line: null,
      windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
    },
  ],
  ifTooUnwell: {
    takesOver: 'My sister',
    onWhoseWord: 'My care coordinator, or I',
    lines: [],
    until: 'Until I say that I am well',
  },
  gapsAccepted: null,
}

/** A reason that each of the schemes knows. */
export const aReason = {
  code: 'outcome-not-clear',
  line: null,
  whatWouldChange: 'Say how it would help you sleep.',
  signpost: null,
} as const

/** An hour of company a day, for ten weeks from a day on. */
export const dailySupport = (from: LocalDate) =>
  ({
    outcomes: ['sleep'],
    preventive: false,
    holdsBack: null,
    key: 'daily-support',
    title: 'Somebody to be with',
    category: 'support',
    amountPence: 98_000,
    schedule: {
      quantity: 7,
      unit: 'hour',
      unitPence: 1_400,
      frequency: 'weekly',
      times: null,
      from,
      until: daysAfter(from, 69),
    },
    checkedBy: 'care-coordinator',
    deployment: 'notional',
    instrument: 'invoice',
    holderId: null,
  }) as const satisfies PlanLine

/** One hour more a day while it is bad, for a week at the most. */
export const aTier = {
  key: 'bad-patch',
  title: 'A bad patch: two hours a day instead of one',
  declaredBy: ['person', 'care-coordinator'],
  lines: [{ line: 'daily-support', extraPerDay: 1 }],
  capPence: 7_000,
  yearCapPence: 9_800,
  longestDays: 7,
} as const
