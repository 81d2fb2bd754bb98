import type { Step } from '../rules/progress/steps.ts'
import { moneyStepWords } from './money-steps.ts'
import { type StepWords, stepWordsBeside } from './steps-beside.ts'

/** What happens next at each step, in words for the person (P1: nobody knew the answers), and as the task of the staff who are waited for. */
export const stepWords: Readonly<Record<Step, StepWords>> = {
  'case-opened': {
    person: 'Say in your own words what would help you get better, and send it.',
    staff: 'Help the person to say what would help them get better, and to send it.',
  },
  'expression-drafted': {
    person: 'Finish your expression of interest and send it.',
    staff: 'Help the person to finish their expression of interest and to send it.',
  },
  'expression-submitted': {
    person: 'The commissioner decides on your expression of interest, or asks you for more.',
    staff: 'Decide on the expression of interest, or ask for more.',
  },
  'information-requested': {
    person: 'Answer the questions that we asked. The time for the decision stops until you do.',
    staff: 'Help the person to answer the questions that were asked.',
  },
  'information-requested-of-coordinator': {
    person: 'Your care coordinator answers the questions that we asked. The time for the decision does not stop.',
    staff: 'Answer the questions that were asked. The clock runs on.',
  },
  'expression-accepted': {
    person: 'Your care coordinator goes through your needs with you.',
    staff: 'Begin the needs assessment with the person.',
  },
  'assessment-begun': {
    person: 'Go through each part of life together: a typical day and a worst day.',
    staff: 'Finish the needs assessment with the person.',
  },
  'assessment-completed': {
    person: 'Your care coordinator works out your budget and shows you how.',
    staff: 'Work out the budget.',
  },
  'budget-calculated': {
    person: 'Your care coordinator chooses one calculation as your indicative budget, the amount that you plan with.',
    staff: 'Adopt one calculation as the indicative budget.',
  },
  'budget-adopted': {
    person: 'You are told the amount and how it was worked out, before planning starts.',
    staff: 'Tell the person the amount and how it was worked out.',
  },
  'budget-disclosed': {
    person: 'You make your support plan with your broker, or with your care coordinator if you have none.',
    staff: 'Make the support plan with the person.',
  },
  'plan-drafted': {
    person: 'You finish your support plan with your broker, or with your care coordinator if you have none.',
    staff: 'Finish the support plan with the person, and submit it.',
  },
  'plan-submitted': {
    person: 'Those who must sign your plan sign it.',
    staff: 'Sign the support plan.',
  },
  'plan-signed': {
    person: 'Everybody who must sign your plan has signed it. Now it is decided on.',
    staff: 'Decide on the support plan.',
  },
  'plan-returned': {
    person: 'You change the plan with the person who helps you plan. The reasons say what is missing.',
    staff: 'Change the support plan with the person. The reasons say what is missing.',
  },
  'plan-refused': {
    person: 'You can appeal, or start a new plan. What you have now stays.',
    staff: 'Tell the person that they can appeal, or start a new plan.',
  },
  'plan-agreed-in-part': {
    person: 'What was agreed can be bought now. The reasons say why the rest was not; you can appeal about it.',
    staff: 'Buy what was agreed, and tell the person that they can appeal about the rest.',
  },
  'plan-agreed': {
    person:
      'What your plan says can be bought now. Where money goes into your account, or an organisation holds it, you sign for that first.',
    staff:
      'Buy what the plan says. Where an organisation holds the money, or it goes into the account of the person, the agreement is signed first.',
  },
  'budget-active': {
    person:
      'What your plan says can be bought. You and your care coordinator look at how it is going at your first review.',
    staff: 'Buy what the plan says.',
  },
  'review-scheduled': {
    person: 'You and your care coordinator look at how it is going.',
    staff: 'Hold the review with the person.',
  },
  'finding-to-confirm': {
    person:
      'Somebody above your team looks at what the review found. What you have stays as it is until a changed plan is agreed.',
    staff: 'Confirm what the review found, or say why not.',
  },
  'plan-to-change': {
    person:
      'The review found that your plan should change. You change it with your broker, or with your care coordinator if you have none. What you have stays until a changed plan is agreed.',
    staff: 'Draft a changed plan with the person.',
  },
  'review-done': {
    person: 'Your budget continues as the review found. The next review is set.',
    staff: 'Buy what the plan says.',
  },
  'expression-declined': {
    person: 'You can appeal. What you have now stays.',
    staff: 'The case has ended.',
  },
  'budget-ended': {
    person: 'Your budget has ended, as you agreed. What you have besides it stays, and you can come back at any time.',
    staff: 'The case has ended.',
  },
  'case-withdrawn': {
    person: 'You said no to a budget. What you have now stays, and you can come back at any time.',
    staff: 'The case has ended.',
  },
  'person-died': {
    person: 'The budget has ended. The people who kept its accounts close them.',
    staff: 'The case has ended. File the receipts that are missing.',
  },
  'moved-away': {
    person: 'Your budget here has ended. You can ask for one where you live now.',
    staff: 'The case has ended. File the receipts that are missing.',
  },
  'record-joined': {
    person: 'You were recorded twice. Your other record continues.',
    staff: 'The case has ended: the other record of the person continues.',
  },
  ...stepWordsBeside,
  ...moneyStepWords,
}
