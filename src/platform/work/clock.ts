/** Where the time comes from. Rules get an instant as a value; only the edge asks for one. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
