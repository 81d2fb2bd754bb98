import type { Step } from '../rules/progress/steps.ts'

/** In words for the person, and as the task of the staff who are waited for. */
export interface StepWords {
  readonly person: string
  readonly staff: string
}

/** The same of what is waited for beside the way of a case: a part of `stepWords`. */
export const stepWordsBeside = {
  'broker-missing': {
    person: 'There is no broker to sign your plan. Your care coordinator finds one with you, or changes the plan.',
    staff: 'Add a broker to the team to sign the plan, or withdraw it and draft another.',
  },
  'plan-without-decider': {
    person: 'The commissioner finds somebody to decide on your plan.',
    staff:
      'See to it that somebody can decide: who would decide has a conflict of interest, or the council has a seat and none is enrolled in the scheme.',
  },
  'appeal-to-accept': {
    person: 'Somebody who took no part in the decision says whether we will consider your appeal.',
    staff: 'Say whether the appeal will be considered.',
  },
  'appeal-to-decide': {
    person: 'Somebody who took no part in the decision looks at it again.',
    staff: 'Somebody who took no part in the decision looks at it again: decide on the appeal.',
  },
  'ending-announced': {
    person:
      'Somebody else told us something because of which your budget is to end. Nothing has ended yet. If that is wrong, say so, and your budget continues.',
    staff: 'Ask the person whether they want their budget to end, and help them to say so if not.',
  },
  'objection-to-answer': {
    person: 'You said that something we wrote down was not you. Somebody who did not write it down looks at it.',
    staff: 'The person says that what was recorded for them was not them: look at it, and answer them.',
  },
  'death-to-confirm': {
    person: 'Somebody told us that you died. If you read this, say so, and your budget continues.',
    staff: 'Somebody recorded that the person died: confirm it, with the day and by what it is known, or take it back.',
  },
  'request-to-answer': {
    person: 'You asked something. Somebody who works with you answers it.',
    staff: 'Answer what the person asked.',
  },
  'cover-gap-opened': {
    person:
      'At one of your worst times there is nobody to call any more. You change what is to happen in a crisis, or say why you accept it. The people who decide on your plan have to accept it too.',
    staff:
      'Nobody can be called any more at one of the person’s worst times: mend the plan with them, or accept it with a reason, as they have to as well.',
  },
  'meeting-to-set': {
    person: 'A meeting is set to look at your plan. You are told the day, and you can be heard there.',
    staff: 'Set the meeting that looks at the plan, so that the person is told of it in time.',
  },
  'meeting-to-tell': {
    person: 'A meeting looks at your plan. Somebody who works with you tells you when.',
    staff: 'Tell the person of the meeting about their plan, and record how you told them.',
  },
  'hearing-to-say': {
    person:
      'A meeting looks at your plan. Say how you want to be heard: there, in writing, through somebody, or not at all.',
    staff: 'Ask the person how they want to be heard at the meeting about their plan.',
  },
  'provider-stopped': {
    person:
      'An organisation that holds money of your plan has stopped. Those who work with you find somebody else with you. No money goes to it any more.',
    staff: 'An organisation that holds money of the plan has stopped: mend the plan with the person.',
  },
  'plan-waits-for-budget': {
    person:
      'Your changed plan costs more than is left of your budget. You keep the plan that you have until that is put right. Those who work with you see to it.',
    staff: 'The agreed plan costs more than is left of the budget: withdraw it and plan again, or have more adopted.',
  },
  'account-to-give-again': {
    person:
      'Your direct payments wait: who gave the bank account does not act for you any more. Give an account again, or ask the commissioner to. Then somebody confirms it.',
    staff:
      'Who gave the bank account for the direct payments does not act for the person any more. Nothing is paid into it: give one again with the person, and have it confirmed.',
  },
  'agreement-to-sign': {
    person:
      'Before money is paid into anybody’s hands, or an organisation spends what it holds for you, you and the commissioner sign how it is held. You can also choose another way.',
    staff: 'Sign how the money of the line is held: nothing is paid into anybody’s hands until both have signed.',
  },
  'account-to-give': {
    person:
      'Your direct payments need an account to go into. Give one, or ask the commissioner to. Then somebody confirms it.',
    staff: 'The direct payments have no account to go into: give one with the person, and have it confirmed.',
  },
  'letter-to-give': {
    person: 'We could not tell you by a message that there is a letter for you. Somebody posts it or gives it to you.',
    staff: 'The person could not be told of a letter by a message: post it or hand it over, and record that you did.',
  },
  'practice-asked': {
    person:
      'Your GP practice is asked to agree the health need. Nothing of the health part of your budget is worked out before it has answered.',
    staff:
      'Agree the health need, decline it or ask about it. Who works with the person records what the practice writes or says.',
  },
  'practice-question': {
    person: 'Your GP practice asked something about the health need. Your care coordinator answers it.',
    staff: 'The GP practice asked something about the health need: answer it.',
  },
  'practice-to-tell': {
    person: 'What your GP practice said was written down for it. Somebody else tells the practice, before it counts.',
    staff: 'Tell the GP practice what was recorded for it: somebody else than who recorded it does.',
  },
  'health-need-not-agreed': {
    person:
      'Your GP practice has not agreed the health need. Your care coordinator talks with you about what you can do now. What you have continues.',
    staff:
      'The GP practice has not agreed the health need: talk with the person, and suggest another need if they want that.',
  },
  'council-to-assess': {
    person: 'The council looks at your needs together with the NHS, and says what it can pay for.',
    staff: 'Assess the needs together with the NHS, and say what the council pays for.',
  },
  'taken-over': {
    person:
      'The person you chose looks after your budget while you are too unwell. You can say at any time that you manage again.',
    staff:
      'Somebody whom the person chose looks after their budget: see that it goes well, and ask the person whether they manage again.',
  },
  'crisis-active': {
    person:
      'The extra support that you agreed on for a crisis is there now. It stops by itself on its last day, and a review is set.',
    staff: 'See that the extra support for the crisis is given. It stops by itself on its last day.',
  },
  'death-error-to-confirm': {
    person: 'Somebody told us that you died, and it was wrong. Somebody else looks at it, and your budget continues.',
    staff:
      'Somebody said that a death by which the case ended was recorded in error: confirm it, and the case continues as it was.',
  },
  'step-late': {
    person: 'A step is late. The commissioner makes sure that it is done.',
    staff: 'A step is late: see to it that it is done.',
  },
} as const satisfies Partial<Record<Step, StepWords>>
