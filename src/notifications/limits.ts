/** So many messages are at hand at once. */
export const messagesAtOnce = 10
/** So long a message can take. */
export const mostMilliseconds = 20_000
/** Longer than a batch can take: whoever does not come back in that time is dead, and another goes on. */
export const secondsTaken = 120
/** So long it can be looked up what was told. That of letters is kept as long as the letter. */
export const daysKept = 365
/** For so long it is asked whether a letter that somebody was told of reached them: GOV.UK Notify gives a message up after 72 hours, and says so for seven days. */
export const daysAskedAfter = 5
/** And so often. */
export const hoursBetweenAsking = 1
