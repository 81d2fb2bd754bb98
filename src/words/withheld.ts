/** What stands for the steps that would tell how needs were rated. */
export const assessedAmount = 'The needs assessment came to this amount. How each part was rated is not shown to you.'

/** What is said instead of who gives support unpaid, and for which needs. */
export const unpaidCanEnd =
  'Support that nobody is paid for can end before the plan does. Ask the person, or their care coordinator, what comes then'
