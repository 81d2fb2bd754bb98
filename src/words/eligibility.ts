import type { EligibilityCheck, EligibilityRules, EntryStatus, LikelyEligible } from '../rules/scheme/eligibility.ts'

const likely: Readonly<Record<LikelyEligible, string>> = {
  'mental-health-support': 'People who get support for their mental health here.',
  'community-mental-health-team': 'People whom a community mental health team supports.',
  'early-intervention': 'People with whom an early intervention service works.',
  'frequent-crisis': 'People who often need a crisis service, A&E or a hospital bed.',
  'substantial-or-critical-needs': 'People whose needs are substantial or critical.',
  'social-care-budget': 'People who have a personal budget for social care from the council.',
  'no-social-care-budget': 'People who have no personal budget for social care.',
  'section-117-aftercare': 'People who have a right to aftercare under section 117 of the Mental Health Act.',
}

const checked: Readonly<Record<EligibilityCheck, string>> = {
  'officer-decides': 'An officer of the NHS commissioner reads your expression of interest and decides.',
  'care-coordinator-assesses': 'Your care coordinator assesses your needs with you.',
  'social-care-budget-asked':
    'You are asked whether you have a personal budget for social care. Its reference is needed before the amount is worked out.',
  'gp-agrees-need': 'Your GP agrees the health need.',
  'joint-assessment':
    'If you have no personal budget for social care, the NHS and the council assess your needs together.',
  'section-asked': 'You are asked under which section of the Mental Health Act you were in hospital.',
}

const entries: Readonly<Record<EntryStatus, string>> = {
  'with-social-care-budget': 'have a personal budget for social care from the council',
  'without-social-care-budget': 'have no personal budget for social care',
}

/** Who is likely to be eligible, and how it is checked, in sentences that need nothing before them. */
export function eligibilityTold({ likely: who, checked: how, takes }: EligibilityRules) {
  const [only, other] = takes
  return {
    likely: [
      ...who.map((fact) => likely[fact]),
      ...(only && !other ? [`The scheme takes only people who ${entries[only.entryStatus]}.`] : []),
    ],
    checked: how.map((fact) => checked[fact]),
  }
}
