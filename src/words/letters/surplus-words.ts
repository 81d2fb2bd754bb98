import { stepWords } from '../steps.ts'

/** What was decided on money that was not spent, in words for the person. */
export const surplusTold = {
  recovered: {
    title: 'We have decided to take back money that was not spent',
    what: [
      'Some of the money in your budget was not spent. We told you that we would look at it, and asked what you think.',
      'We have decided to take back a part of it. We looked at your own case to decide this. Money that was put aside for a crisis stays.',
    ],
    next: 'You can appeal. If you do not, we take the money back after the last day to appeal.',
  },
  'set-off': {
    title: 'We have decided to pay you less for a while, since you hold money that was not spent',
    what: [
      'You hold some money of your budget that was not spent. We told you that we would look at it, and asked what you think.',
      'We have decided that you keep it, and that your next payments are less by a part of it. We looked at your own case to decide this. What you hold and what we still pay is enough for all that your plan says. Money that was put aside for a crisis stays.',
    ],
    next: 'You can appeal. If you do not, your payments are less after the last day to appeal.',
  },
  left: {
    title: 'You keep the money that was not spent',
    what: [
      'Some of the money in your budget was not spent. We told you that we would look at it, and asked what you think.',
      'We have decided to take nothing back and to pay you the same as before.',
    ],
    next: stepWords['plan-agreed'].person,
  },
}

/** The same after an appeal. */
export const surplusAfterAppeal = {
  again:
    'We decide again what becomes of money that was not spent. Nothing is taken, and your payments are not less by it, until then.',
  right: [
    'We take nothing back. If we had taken it already, or had paid you less for it, you have it again: in your plan, in your budget, or as a payment.',
  ],
  next: 'What your plan says can be bought.',
}
