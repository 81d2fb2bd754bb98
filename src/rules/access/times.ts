/** How long somebody sees a case by breaking the glass. */
export const breakGlassMinutes = 60

/** For so many days after its end, and while an appeal is open, a case is handed over: as long as a decision without a last day to appeal. */
export const daysToHandOver = 90
