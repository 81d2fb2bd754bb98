/**
 * Moves the clock of a process by the days of DAYS_LATER, before anything else of it is read in: a service that was really down for some days is the
 * service that is started then.
 */
const ahead = Number(process.env.DAYS_LATER) * 86_400_000
const Today = Date

globalThis.Date = new Proxy(Today, {
  apply: () => new Today(Today.now() + ahead).toString(),
  construct: (_, given: readonly unknown[]) =>
    given.length === 0 ? new Today(Today.now() + ahead) : Reflect.construct(Today, [...given]),
  get: (date, name) => (name === 'now' ? () => Today.now() + ahead : Reflect.get(date, name)),
})
