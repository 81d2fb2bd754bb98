/**
 * Where the time comes from, for a tenant. Rules get an instant as a value; only the edge asks for one, and says whose. It is the same for all, but in
 * the sandbox, where a tenant's can be moved; of nobody, by the empty identifier, it is the world's.
 */
export type Clock = (commissionerId: string) => Date

/** The time of the world, whoever asks: by it a token ends and what leaves the service is signed. */
export type WorldClock = () => Date

export const systemClock: WorldClock = () => new Date()
